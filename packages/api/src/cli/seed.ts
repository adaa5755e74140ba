import { parseArgs } from "node:util";
import { openServices } from "../open-services.ts";
import { seedDatabase } from "../seed/seed.ts";

/**
 * Fills an empty installation with a demonstration: `seed [--first-day 2026-03-01]`. Does nothing when it was done
 * before. Prints the demonstration's accounts as JSON: they sign in by the mail that the local inbox keeps.
 */
const { values } = parseArgs({ options: { "first-day": { type: "string" } } });
const services = openServices("seed");
try {
  const answer = await seedDatabase(services, { firstDay: values["first-day"] });
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
} finally {
  await services.close();
}
