import { readEnv } from "../env.ts";
import { openServices } from "../open-services.ts";
import { reseal } from "../reseal/reseal.ts";

/** Seals everything anew under the first sealing key; exits 1 while anything still needs an older one. */
const services = openServices("reseal", { ...readEnv(), LOG_LEVEL: "warn" });
const { resealed, current, failures, waitingLetters } = await reseal(services);
for (const { at, reason } of failures) console.log(`not opened  ${at}  ${reason}`);
console.log(`${resealed} sealed anew, ${current} were under the first key already.`);
if (waitingLetters > 0)
  console.log(`${waitingLetters} sign-in codes on their way need an older key: run this again soon.`);
const isDone = failures.length === 0 && waitingLetters === 0;
console.log(isDone ? "Nothing needs an older key." : "An older key is still needed.");
await services.close();
process.exit(isDone ? 0 : 1);
