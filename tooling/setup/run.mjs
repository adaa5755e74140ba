/**
 * `npm run seed`, `reconcile`, `reseal`, `import`, `bench`: runs a command of the product against the one that is up, or against services started for the
 * occasion. Arguments after the name are the command's own.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { onEnding } from "./ending.mjs";
import { childEnvironment } from "./environment.mjs";
import { at, pinnedNode } from "./paths.mjs";
import { startData, startProduct } from "./product.mjs";
import { explain, SetupFailure } from "./progress.mjs";
import { ensureBasics, ensureChromium, ensureRedis } from "./requirements.mjs";
import { currentRun } from "./run-state.mjs";

const [name = "", ...rest] = process.argv.slice(2);
let data;
let command;

async function finish(code) {
  await data?.household.stop();
  process.exit(code);
}

onEnding(() => {
  command?.kill("SIGTERM");
  return finish(130);
});

/** Where a command lives; only plain names, so that a name cannot lead out of the folder. */
function scriptOf(command) {
  const path = command === "bench" ? at("tooling/bench/src/main.ts") : at("packages/api/src/cli", `${command}.ts`);
  if (!/^[a-z][a-z-]*$/.test(command) || !existsSync(path)) throw new SetupFailure(`There is no command "${command}".`);
  return path;
}

/** These benches measure pages of the shop, so the shop has to be up. */
const PAGE_BENCHES = ["V4", "lighthouse"];

function asksTheApps() {
  const codes = rest.filter((word) => /^V\d+$/.test(word) || word === "lighthouse");
  const asksForPages = codes.length === 0 || codes.some((code) => PAGE_BENCHES.includes(code));
  return name === "bench" && !rest.includes("--growth") && asksForPages;
}

try {
  const script = scriptOf(name);
  let environment = currentRun()?.environment;
  if (!environment) {
    await ensureBasics();
    await ensureRedis();
    data = await (asksTheApps() ? startProduct() : startData());
    environment = data.environment;
  }
  // Maps are measured where they are drawn.
  const chromium = name === "bench" ? { CHROMIUM_PATH: await ensureChromium() } : {};
  command = spawn(pinnedNode(), [script, ...rest], {
    cwd: at("."),
    env: childEnvironment({ ...environment, ...chromium }),
    stdio: "inherit",
  });
  command.once("error", (error) => {
    explain(error);
    void finish(1);
  });
  command.once("exit", (code) => void finish(code ?? 1));
} catch (error) {
  explain(error);
  await finish(1);
}
