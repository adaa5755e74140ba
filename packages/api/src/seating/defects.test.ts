import { expect, test } from "vitest";
import { DEFECT_MESSAGES, defectOf } from "./defects.ts";

test("a defect says its values in English and keeps them for other languages", () => {
  expect(defectOf("ZONE_NAME_REPEATED", "/zones/1/name", true, { given: "Stalls", name: "Stalls 2" })).toEqual({
    code: "ZONE_NAME_REPEATED",
    path: "/zones/1/name",
    message: 'A second zone "Stalls" is called "Stalls 2".',
    values: { given: "Stalls", name: "Stalls 2" },
    mended: true,
  });
});

test("a value that holds a gap's name is not filled in again", () => {
  expect(defectOf("GUID_REPEATED", "", true, { given: "{guid}", guid: "$&" }).message).toBe(
    'Another seat has the key "{guid}"; this one is now "$&".',
  );
});

test("a gap without its value is a mistake of ours", () => {
  expect(DEFECT_MESSAGES.GUID_MISSING).toContain("{guid}");
  expect(() => defectOf("GUID_MISSING", "", true)).toThrow("does not say its guid");
});
