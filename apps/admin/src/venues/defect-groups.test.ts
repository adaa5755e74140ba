import { expect, test } from "vitest";
import { defectGroups } from "./defect-groups.ts";

const defect = (code: string, path: string, mended: boolean) => ({ code, path, mended, message: `${code} at ${path}` });

test("what was left comes first, then what came often, and no place is lost", () => {
  const groups = defectGroups([
    defect("A", "/1", true),
    defect("B", "/2", true),
    defect("B", "/3", true),
    defect("A", "/4", false),
  ]);
  expect(groups).toEqual([
    { code: "A", mended: false, message: "A at /4", paths: ["/4"] },
    { code: "B", mended: true, message: "B at /2", paths: ["/2", "/3"] },
    { code: "A", mended: true, message: "A at /1", paths: ["/1"] },
  ]);
});
