/**
 * `npm start` and `npm run dev`: sets up whatever is missing, runs the product until Ctrl-C, and leaves nothing running.
 */
import { relative } from "node:path";
import { demoAccounts } from "./database.mjs";
import { onEnding } from "./ending.mjs";
import { ROOT } from "./paths.mjs";
import { startProduct } from "./product.mjs";
import { explain, SetupFailure, tailOf } from "./progress.mjs";
import { ensureBasics, ensureRedis } from "./requirements.mjs";
import { clearRun, currentRun, writeRun } from "./run-state.mjs";

const development = process.argv.includes("--dev");
let product;
let isUp = false;
let isEnding = false;

async function end(code) {
  isEnding = true;
  if (product) {
    console.log("\nStopping …");
    await (await product.catch(() => undefined))?.household.stop();
    console.log("Stopped.");
  }
  clearRun();
  process.exit(code);
}

function onLoss(name, status, log) {
  // Before that, the start itself fails and says why.
  if (isEnding || !isUp) return;
  console.error(
    `\n${name} has ended by itself (${status}). Its last words, from ${relative(ROOT, log)}:\n\n${tailOf(log)}`,
  );
  void end(1);
}

function sayHello({ urls, folders }) {
  console.log(`
Usher is up.

  Buyers, sellers, gates   ${urls.pwa}
  Organizers               ${urls.admin}
  Inbox, payments, faults  ${urls.page}
`);
  const accounts = demoAccounts(folders);
  if (accounts.length > 0) {
    console.log(
      `  Sign in with one of these addresses; the letter with the code arrives in the inbox on ${urls.page}.\n`,
    );
    for (const { role, email, organizer } of onePerRole(accounts)) {
      console.log(`  ${role.padEnd(24)} ${email.padEnd(34)} ${organizer ?? ""}`);
    }
    console.log("");
  }
  console.log("Ctrl-C stops everything.");
}

/** One account of each role is enough to begin with. */
function onePerRole(accounts) {
  return accounts.filter(({ role }, i) => accounts.findIndex((other) => other.role === role) === i);
}

onEnding(
  (reason) => end(reason === "SIGINT" ? 130 : 143),
  () => product?.then(({ household }) => household.kill()).finally(() => process.exit(1)),
);

try {
  const other = currentRun();
  if (other)
    throw new SetupFailure(
      `Usher is already running (process ${other.pid}): ${Object.values(other.urls ?? {}).join(", ")}`,
    );
  writeRun({});
  await ensureBasics();
  await ensureRedis();
  product = startProduct({ development, onLoss });
  const { urls, environment, folders } = await product;
  isUp = true;
  writeRun({ urls, environment });
  sayHello({ urls, folders });
} catch (error) {
  if (!isEnding) {
    explain(error);
    clearRun();
    process.exitCode = 1;
  }
}
