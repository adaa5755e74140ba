import { readEnv } from "../env.ts";
import { openServices } from "../open-services.ts";
import { reindex } from "../search/index.ts";

/** Builds the search indexes anew while the old ones go on answering, and prints how much each has. */
const services = openServices("reindex", { ...readEnv(), LOG_LEVEL: "warn" });
try {
  const startedMs = performance.now();
  const counts = await reindex(services);
  const seconds = ((performance.now() - startedMs) / 1_000).toFixed(1);
  const said = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  console.log(`Indexed ${said.join(", ")} in ${seconds} s.`);
} finally {
  await services.close();
}
