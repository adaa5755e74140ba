import { expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

test.each([
  ["?to=/orders/1", "/orders/1"],
  ["?returnTo=%2Fzh%2Ftickets", "/zh/tickets"],
  ["", "/account"],
  ["?to=https://evil.example", "/account"],
  ["?to=//evil.example", "/account"],
  ["?to=/%5Cevil.example", "/account"],
  ["?to=javascript:alert(1)", "/account"],
])("after signing in, %s leads to %s", (search, path) => {
  expect(returnPath(search, "/account")).toBe(path);
});
