import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { Refusal } from "../errors.ts";
import { openServices } from "../open-services.ts";
import { keepPlan } from "../seating/index.ts";
import type { ImportPlanView } from "../seating/seating.schema.ts";
import type { Services } from "../services.ts";

const USAGE = `npm run import -- plan FILE --venue NAME [--organizer SLUG] [--sidecar FILE] [--name NAME]

  FILE         a seating plan in pretix's format (JSON)
  --venue      the venue it belongs to, by its name
  --organizer  whose venue, where two organizers have one of that name
  --sidecar    stage, standing places and marks beside the plan (JSON)
  --name       what the chart is called; the plan's own name when left out`;

/** Something the person at the keyboard can put right: said as it is, without a stack. */
class Misuse extends Error {}

interface Arguments {
  readonly file: string;
  readonly venue: string;
  readonly organizer?: string;
  readonly sidecar?: string;
  readonly name?: string;
}

function readArguments(): Arguments {
  const text = { type: "string" } as const;
  const options = { venue: text, organizer: text, sidecar: text, name: text } as const;
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const [kind, file, ...rest] = positionals;
    if (kind !== "plan" || !file || rest.length > 0 || !values.venue) throw new Misuse(USAGE);
    return { ...values, file, venue: values.venue };
  } catch (error) {
    if (error instanceof Misuse) throw error;
    throw new Misuse(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    throw new Misuse(code === "ENOENT" ? `There is no file ${path}.` : `${path} cannot be read (${code}).`);
  }
}

async function findVenue({ db }: Services, { venue, organizer }: Arguments) {
  const all = await db.venue.findMany({
    where: organizer ? { organizer: { slug: organizer } } : {},
    include: { organizer: { select: { slug: true } } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
  const found = all.filter((one) => one.name.toLowerCase() === venue.toLowerCase());
  const [first] = found;
  if (first && found.length === 1) return first;
  const list = (first ? found : all).map((one) => `  ${one.name}, ${one.city} (${one.organizer.slug})`).join("\n");
  if (first) throw new Misuse(`Several organizers have a venue "${venue}"; say which with --organizer:\n${list}`);
  throw new Misuse(all.length > 0 ? `There is no venue "${venue}". There are:\n${list}` : "There are no venues yet.");
}

/** The plan's own name, or the file's when the plan has none or is not JSON, which the importer says better. */
function nameOf(plan: string, file: string): string {
  try {
    const { name } = JSON.parse(plan) as { name?: unknown };
    if (typeof name === "string" && name.trim()) return name.trim().slice(0, 120);
  } catch {
    // Told by the importer.
  }
  return file
    .replace(/^.*[/\\]/, "")
    .replace(/\.json$/i, "")
    .slice(0, 120);
}

function report({
  seatCount,
  sectionCount,
  categories,
  defectCount,
  defects,
  revisionId,
  geometryHash,
}: ImportPlanView): string {
  const lines = defects.map(
    ({ code, path, message, mended }) => `  ${mended ? "mended" : "left  "}  ${code}  ${path || "/"}  ${message}`,
  );
  const more = defectCount - defects.length;
  return [
    defectCount === 0 ? "The plan has no defects." : `The plan has ${defectCount} defects:`,
    ...lines,
    ...(more > 0 ? [`  and ${more} more`] : []),
    `${seatCount} seats in ${sectionCount} sections; categories: ${categories.join(", ")}`,
    `revision ${revisionId}, geometry ${geometryHash}`,
    "",
  ].join("\n");
}

/** Says why a file was refused, with the place where the importer knows it. */
function wordsOf(refusal: Refusal): string {
  const { message, path } = refusal.detail as { message?: string; path?: string };
  return [refusal.message, message, path && `(at ${path})`].filter(Boolean).join(" ");
}

let services: Services | undefined;
try {
  const wanted = readArguments();
  const plan = await readText(wanted.file);
  const sidecar = wanted.sidecar ? await readText(wanted.sidecar) : undefined;
  services = openServices("import");
  const { id: venueId, organizerId } = await findVenue(services, wanted);
  const name = wanted.name ?? nameOf(plan, wanted.file);
  process.stdout.write(report(await keepPlan(services, { venueId, organizerId, name, plan, sidecar })));
} catch (error) {
  process.exitCode = 1;
  if (error instanceof Misuse) process.stderr.write(`${error.message}\n`);
  else if (error instanceof Refusal) process.stderr.write(`${wordsOf(error)}\nNothing was imported.\n`);
  else throw error;
} finally {
  await services?.close();
}
