import { parseArgs } from "node:util";
import { openServices } from "../open-services.ts";
import { rollForward } from "../seed/roll-forward.ts";
import { seedDatabase } from "../seed/seed.ts";

/**
 * Fills an empty installation with a demonstration: `seed [--first-day 2026-03-01]`. Does nothing when it was done
 * before. Prints the demonstration's accounts as JSON: they sign in by the mail that the local inbox keeps.
 *
 * `seed --roll-forward [--first-day 2026-03-01]` moves a demonstration that has grown old, so that its first day is that
 * one or today. Exits 1 and says why where it may not.
 */
const { values } = parseArgs({ options: { "first-day": { type: "string" }, "roll-forward": { type: "boolean" } } });
const services = openServices("seed");
try {
  if (values["roll-forward"]) {
    const answer = await rollForward(services, { to: values["first-day"] });
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    if (!answer.isRolled) process.exitCode = 1;
  } else {
    const answer = await seedDatabase(services, { firstDay: values["first-day"] });
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
  }
} finally {
  await services.close();
}
