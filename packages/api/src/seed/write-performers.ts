import { insertRows } from "./insert-rows.ts";
import { PERFORMERS } from "./performers/index.ts";
import type { Sowing, WrittenEvent } from "./write-programme.ts";

const DAY_MS = 86_400_000;

/** Everybody who plays at these events. The organizer of the first event that names somebody wrote them down. */
export async function writePerformers({ tx, dice, firstMs }: Sowing, events: readonly WrittenEvent[]): Promise<void> {
  const atMs = firstMs - 60 * DAY_MS;
  const known = new Map(PERFORMERS.map((performer) => [performer.key, performer]));
  const idOf = new Map<string, string>();
  const rows: Record<string, unknown>[] = [];
  const appearances: Record<string, unknown>[] = [];
  for (const { eventId, organizerId, event } of events) {
    for (const [position, key] of (event.performers ?? []).entries()) {
      const performer = known.get(key);
      if (!performer) throw new Error(`The programme names ${key}, who is no performer`);
      const { kind, name, chinese } = performer;
      const id = idOf.get(key) ?? dice.uuid(atMs);
      if (!idOf.has(key)) {
        const translations = { zh: { name: chinese } };
        const createdAt = new Date(atMs).toISOString();
        rows.push({ id, organizer_id: organizerId, slug: key, kind, name, translations, created_at: createdAt });
      }
      idOf.set(key, id);
      appearances.push({ event_id: eventId, performer_id: id, position });
    }
  }
  await insertRows(tx, "performer", rows);
  await insertRows(tx, "event_performer", appearances);
}
