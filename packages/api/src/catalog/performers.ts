import type { EventKind, Tx } from "@usher/db";
import { newId } from "../kernel/ids.ts";
import { firstFree, slugOf } from "./slug.ts";

/** Who plays at an event of a kind: teams at a match, artists at all else. */
const performerKindOf = (kind: EventKind) => (kind === "sport" ? "team" : "artist");

interface Lineup {
  readonly organizerId: string;
  readonly eventId: string;
  readonly kind: EventKind;
  /** The first named first. */
  readonly names: readonly string[];
}

/**
 * Writes who plays. A name that the house knows is that performer, whoever wrote it down; another is a new one of this
 * organizer. Returns the ids of those who played before and of those who play now.
 */
export async function writeLineup(tx: Tx, { organizerId, eventId, kind, names }: Lineup): Promise<string[]> {
  const before = await tx.eventPerformer.findMany({ where: { eventId }, select: { performerId: true } });
  const now: string[] = [];
  for (const name of names) {
    const id = await performerId(tx, { organizerId, kind, name });
    if (!now.includes(id)) now.push(id);
  }
  await tx.eventPerformer.deleteMany({ where: { eventId } });
  await tx.eventPerformer.createMany({
    data: now.map((performerId, position) => ({ eventId, performerId, position })),
  });
  return [...new Set([...before.map((one) => one.performerId), ...now])];
}

async function performerId(
  tx: Tx,
  { organizerId, kind, name }: { organizerId: string; kind: EventKind; name: string },
): Promise<string> {
  const ofKind = performerKindOf(kind);
  // One writer a name at a time, so that two offices do not make two of one.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`performer:${name.toLowerCase()}`}, 0))`;
  const known = await tx.performer.findFirst({
    where: { kind: ofKind, name: { equals: name, mode: "insensitive" } },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  if (known) return known.id;
  const id = newId();
  const slug = await freePerformerSlug(tx, slugOf(name, kind));
  await tx.performer.create({ data: { id, organizerId, slug, kind: ofKind, name } });
  return id;
}

async function freePerformerSlug(tx: Tx, wanted: string): Promise<string> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`performer slug:${wanted}`}, 0))`;
  const taken = await tx.performer.findMany({ where: { slug: { startsWith: wanted } }, select: { slug: true } });
  return firstFree(wanted, taken);
}
