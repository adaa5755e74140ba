import { expect, test } from "vitest";
import { isPublicPage, isShell, offlinePath, rscKey, shellKey, shells } from "./page-addresses.ts";

const HOUSE = "https://usher.example";

test("one kept page opens every ticket", () => {
  expect(shellKey(`${HOUSE}/zh/tickets/view?id=1`)).toBe(shellKey(`${HOUSE}/zh/tickets/view?id=2`));
  expect(shells().map(({ path }) => path)).toContain("/zh/tickets/view");
  expect(isShell("/tickets/view")).toBe(true);
  expect(isShell("/tickets/other")).toBe(false);
});

test.each(["/account", "/zh/account", "/orders/1", "/zh/orders/1", "/checkout/1", "/sign-in/confirm", "/api/trpc/x"])(
  "a person's own page is never kept: %s",
  (path) => {
    expect(isPublicPage(path)).toBe(false);
  },
);

test.each(["/", "/zh", "/events/night-ferry", "/zh/performances/1/seats", "/accounting"])(
  "a page for everybody may be kept: %s",
  (path) => {
    expect(isPublicPage(path)).toBe(true);
  },
);

test("a prefetch is not kept in place of the whole answer, and Next's own parameter plays no part", () => {
  const whole = rscKey(`${HOUSE}/events/a?_rsc=1`, new Headers({ RSC: "1" }));
  const prefetch = rscKey(`${HOUSE}/events/a?_rsc=2`, new Headers({ RSC: "1", "next-router-prefetch": "1" }));
  expect(rscKey(`${HOUSE}/events/a?_rsc=3`, new Headers({ RSC: "1" }))).toBe(whole);
  expect(prefetch).not.toBe(whole);
});

test("the offline page speaks the language of the address", () => {
  expect(offlinePath("/zh/events/a")).toBe("/zh/offline");
  expect(offlinePath("/zhejiang")).toBe("/offline");
});
