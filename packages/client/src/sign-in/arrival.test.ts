import { expect, test } from "vitest";
import { readArrival, wayBack } from "./arrival.ts";

test("an address without anything in it is a plain arrival", () => {
  expect(readArrival("?to=/tickets")).toEqual({ isBack: false, pending: null, error: null });
});

test("what is sent away comes back whole", () => {
  const pending = { house: "facebook", ticket: "v1.key.nonce.sealed" } as const;
  const path = wayBack("/zh/sign-in", "/zh/tickets?id=1&x=2", pending);
  const url = new URL(path, "http://localhost");
  expect(readArrival(url.search)).toEqual({ isBack: true, pending, error: null });
  expect([url.pathname, url.searchParams.get("to")]).toEqual(["/zh/sign-in", "/zh/tickets?id=1&x=2"]);
});

test("a house that is not known, and a house without a note, leave nothing waiting", () => {
  expect(readArrival("?provider=wechat&link=x").pending).toBeNull();
  expect(readArrival("?provider=google").pending).toBeNull();
});

test("what would be too long for a letter goes to the destination itself", () => {
  const pending = { house: "google", ticket: "x".repeat(600) } as const;
  expect(wayBack("/sign-in", "/tickets", pending)).toBe("/tickets");
});
