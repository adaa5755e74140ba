import { expect, test } from "vitest";
import { defectGroups } from "./defect-groups.ts";

const defect = (code: "SIZE" | "NO_SEATS", path: string, mended: boolean) => ({
  code,
  path,
  mended,
  message: "",
  values: { at: path },
});

test("what was left comes first, then what came often, and no place is lost", () => {
  const groups = defectGroups([
    defect("SIZE", "/1", true),
    defect("NO_SEATS", "/2", true),
    defect("NO_SEATS", "/3", true),
    defect("SIZE", "/4", false),
  ]);
  expect(groups).toEqual([
    { code: "SIZE", mended: false, values: { at: "/4" }, paths: ["/4"] },
    { code: "NO_SEATS", mended: true, values: { at: "/2" }, paths: ["/2", "/3"] },
    { code: "SIZE", mended: true, values: { at: "/1" }, paths: ["/1"] },
  ]);
});
