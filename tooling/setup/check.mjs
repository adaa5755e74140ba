/** `npm run check`: the quick part of `npm test`, for while one works: format, lint, types, unit tests beside the source. */
import { onEnding } from "./ending.mjs";
import { foldersOf } from "./paths.mjs";
import { explain } from "./progress.mjs";
import { ensureBasics, ensureRedis } from "./requirements.mjs";
import { staticStages, Verdict, vitestStage } from "./stages.mjs";

const { logs } = foldersOf("check");
const verdict = new Verdict();
onEnding(() => process.exit(130));

try {
  await ensureBasics();
  await ensureRedis();
  await staticStages(verdict, logs);
  await vitestStage(verdict, logs, { args: ["--exclude", "**/test/**"] });
} catch (error) {
  explain(error);
  verdict.add({ passed: 0, failed: 1 });
}
console.log(`\n${verdict}`);
process.exit(verdict.failed === 0 ? 0 : 1);
