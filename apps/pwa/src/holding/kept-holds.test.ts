import { beforeEach, expect, test, vi } from "vitest";
import { forgetHold, readKeptHolds, rememberHold } from "./kept-holds.ts";

const store = new Map<string, string>();
beforeEach(() => {
  store.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  });
});

const hold = (performanceId: string) => ({ performanceId, title: `Title ${performanceId}` });

test("what is held comes back, the newest first and each performance once", () => {
  for (const id of ["a", "b", "a"]) rememberHold(hold(id));
  expect(readKeptHolds()).toEqual([hold("a"), hold("b")]);
  forgetHold("a");
  expect(readKeptHolds()).toEqual([hold("b")]);
});

test("five are kept at most", () => {
  for (const id of ["a", "b", "c", "d", "e", "f"]) rememberHold(hold(id));
  expect(readKeptHolds().map(({ performanceId }) => performanceId)).toEqual(["f", "e", "d", "c", "b"]);
});

test("what somebody else wrote there counts as nothing", () => {
  for (const text of ["{", '"a"', '[1, null, {"performanceId": 2}]']) {
    store.set("usher-kept-holds", text);
    expect(readKeptHolds()).toEqual([]);
  }
});

test("a browser that keeps nothing does no harm", () => {
  vi.stubGlobal("localStorage", undefined);
  rememberHold(hold("a"));
  forgetHold("a");
  expect(readKeptHolds()).toEqual([]);
});
