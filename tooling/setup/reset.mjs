/** `npm run reset`: forgets all local data, builds and stamps. Refuses while the product runs. */
import { rmSync } from "node:fs";
import { at, LOCAL } from "./paths.mjs";
import { currentRun } from "./run-state.mjs";

const run = currentRun();
if (run) {
  console.error(`Usher is running (process ${run.pid}). Stop it first, then reset.`);
  process.exit(1);
}
for (const path of [
  LOCAL,
  ...["pwa", "admin"].flatMap((app) => [".next", ".next-test"].map((dist) => at("apps", app, dist))),
]) {
  rmSync(path, { recursive: true, force: true });
}
console.log("Local data, builds and stamps are gone. `npm start` begins anew.");
