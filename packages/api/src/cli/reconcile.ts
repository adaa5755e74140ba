import { readEnv } from "../env.ts";
import { openServices } from "../open-services.ts";
import { reconcile } from "../reconcile/reconcile.ts";

/** Prints every difference between money, orders, tickets, seats and the map; exits 1 when there is one. */
const services = openServices("reconcile", { ...readEnv(), LOG_LEVEL: "warn" });
const differences = await reconcile(services);
for (const { kind, at, detail } of differences) console.log(`${kind}  ${at}  ${detail}`);
console.log(differences.length === 0 ? "Reconciled: no differences." : `${differences.length} differences.`);
await services.close();
process.exit(differences.length === 0 ? 0 : 1);
