import { expect, test } from "vitest";
import { newId } from "./ids.ts";
import { pageInput } from "./paging.ts";

test("a page is asked for as tRPC's infinite queries ask, the first and the following", () => {
  expect(pageInput.parse({ direction: "forward" })).toMatchObject({ limit: 50 });
  const cursor = newId();
  expect(pageInput.parse({ cursor, limit: 20, direction: "forward" })).toMatchObject({ cursor, limit: 20 });
});

test.each([{ limit: 0 }, { limit: 101 }, { cursor: "1" }, { direction: "backward" }, { offset: 40 }])(
  "%o asks for no page",
  (input) => {
    expect(pageInput.safeParse(input).success).toBe(false);
  },
);
