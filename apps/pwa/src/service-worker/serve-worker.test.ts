import { expect, test } from "vitest";
import { serveWorker } from "./serve-worker.ts";

test("a built app serves its own worker, and no cache keeps it", async () => {
  const answer = await serveWorker(async () => "the worker");
  expect(await answer.text()).toBe("the worker");
  expect(answer.headers.get("cache-control")).toContain("no-store");
});

test("a built app whose worker is missing takes no worker away from anybody", async () => {
  const answer = await serveWorker(() => Promise.reject(new Error("ENOENT")));
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe("");
});

test("a developed app takes away the worker of a built one", async () => {
  expect(await (await serveWorker(null)).text()).toContain("unregister");
});
