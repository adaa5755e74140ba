/**
 * `npm test`: format, lint, types, unit and integration tests, journeys in a browser. It has ports, data and builds of its own, so it may run
 * beside `npm start`. The last line is the sum; `--long` runs the promises at full size.
 */
import { rmSync } from "node:fs";
import { onEnding } from "./ending.mjs";
import { foldersOf } from "./paths.mjs";
import { startProduct } from "./product.mjs";
import { explain, step } from "./progress.mjs";
import { ensureBasics, ensureChromium, ensureRedis } from "./requirements.mjs";
import { browserStage, staticStages, Verdict, vitestStage } from "./stages.mjs";

const isLong = process.argv.includes("--long");
const size = isLong ? { USHER_LONG: "1" } : {};
const folders = foldersOf("test");
const verdict = new Verdict();
let product;

onEnding(async () => {
  await (await product?.catch(() => undefined))?.household.stop();
  process.exit(130);
});

async function browserJourneys(chromium) {
  let lost;
  product = startProduct({
    installation: "test",
    // All people of the journeys come from one address, more of them than a real one sends.
    settings: { RATE_LIMIT_FACTOR: "100" },
    onLoss: (name, status) => {
      lost = `${name} has ended by itself (${status}).`;
    },
  });
  const { household, environment, urls } = await product;
  try {
    await browserStage(verdict, folders.logs, {
      ...environment,
      ...size,
      LOCAL_CLOUD_URL: urls.page,
      CHROMIUM_PATH: chromium,
    });
    if (lost) throw new Error(lost);
  } finally {
    await household.stop();
  }
}

/** A set-up that fails is a failure of the run, and does not keep the other stages from being told. */
async function counted(work) {
  try {
    return await work();
  } catch (error) {
    explain(error);
    verdict.add({ passed: 0, failed: 1 });
    return undefined;
  }
}

const chromium = await counted(async () => {
  await ensureBasics();
  await ensureRedis();
  return ensureChromium();
});
if (verdict.failed === 0) {
  await counted(() => staticStages(verdict, folders.logs));
  await counted(() => vitestStage(verdict, folders.logs, { env: size }));
  await counted(() =>
    step("Fresh data for the browser", async () => rmSync(folders.data, { recursive: true, force: true })),
  );
  await counted(() => browserJourneys(chromium));
}
console.log(
  `\n${isLong ? "Sizes: long (USHER_LONG=1)" : "Sizes: small; npm run test:long runs the promises at full size"}`,
);
console.log(String(verdict));
process.exit(verdict.failed === 0 ? 0 : 1);
