import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createSealedBox, readKeyRing } from "./sealed-box.ts";

const key = (id: string) => ({ id, key: randomBytes(32) });
const [older, newer] = [key("k2025"), key("k2026")];
const context = "gate_secret/sealed/42";

describe("what is sealed for the database", () => {
  test("opens again in its own context, whatever the text", () => {
    const box = createSealedBox([newer]);
    for (const text of ["", "geheim", "座位 🎫", "x".repeat(5000)])
      expect(box.open(box.seal(text, context), context)).toBe(text);
  });

  test("is never the same twice, and does not show the text", () => {
    const box = createSealedBox([newer]);
    expect(box.seal("passport X1", context)).not.toBe(box.seal("passport X1", context));
    expect(box.seal("passport X1", context)).toMatch(/^v1\.k2026\.[\w-]{16}\.[\w-]+$/);
  });

  test("does not open in another row", () => {
    const box = createSealedBox([newer]);
    expect(() => box.open(box.seal("a", context), "gate_secret/sealed/43")).toThrow(/altered or does not belong/);
  });

  test("opens under an older key after rotation, and asks to be sealed anew", () => {
    const before = createSealedBox([older]).seal("a", context);
    const box = createSealedBox([newer, older]);
    expect(box.open(before, context)).toBe("a");
    expect(box.needsReseal(before)).toBe(true);
    expect(box.needsReseal(box.seal("a", context))).toBe(false);
  });

  test("says so when its key is gone", () => {
    const before = createSealedBox([older]).seal("a", context);
    expect(() => createSealedBox([newer]).open(before, context)).toThrow('key "k2025", which is not on the ring');
  });

  test("does not open after any change of a single character", () => {
    const box = createSealedBox([newer, { ...newer, id: "k2027" }]);
    const sealed = box.seal("born 2004", context);
    for (let at = 0; at < sealed.length; at++) {
      for (const other of ["A", "B", "7", ".", " ", "="]) {
        const altered = sealed.slice(0, at) + other + sealed.slice(at + 1);
        if (altered !== sealed) expect(() => box.open(altered, context), altered).toThrow();
      }
      expect(() => box.open(sealed.slice(0, at), context)).toThrow();
    }
    // The same bytes under the name of another key with the same bytes.
    expect(() => box.open(sealed.replace("k2026", "k2027"), context)).toThrow(/altered/);
    expect(() => box.open(`${sealed}=`, context)).toThrow("not a sealed text");
  });
});

describe("the key ring of the environment", () => {
  const base64 = () => randomBytes(32).toString("base64");

  test("keeps its order: the first key is the current one", () => {
    expect(readKeyRing(JSON.stringify({ k9: base64(), k1: base64() })).map(({ id }) => id)).toEqual(["k9", "k1"]);
  });

  test.each([
    ["no JSON", "secret-of-the-house"],
    ["a list", JSON.stringify([base64()])],
    ["nothing", "{}"],
    ["an id that JSON would reorder", JSON.stringify({ 2: base64() })],
    ["an id that would break the format", JSON.stringify({ "a.b": base64() })],
    ["a short key", JSON.stringify({ a: randomBytes(16).toString("base64") })],
    ["a key that is no text", JSON.stringify({ a: 7 })],
  ])("refuses %s, without quoting it", (_, json) => {
    let message = "";
    expect(() => {
      try {
        readKeyRing(json);
      } catch (error) {
        message = String(error);
        throw error;
      }
    }).toThrow();
    expect(message).not.toContain("secret-of-the-house");
  });
});
