import type { Tx } from "@usher/db";
import type { z } from "zod";
import { recordAudit, requireRole } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import type { OfficeEventView, saveEventInput } from "./office.schema.ts";
import { chineseTexts } from "./event-texts.ts";
import { eventValues } from "./history-values.ts";
import { isGenreOf } from "./genres.ts";
import { writeLineup } from "./performers.ts";
import { lineup, requireAsRead } from "./catalog-views.ts";
import { EDITORS, officeEvent, requireEvent, shownWords } from "./office-events.ts";
import { freeSlug, slugOf } from "./slug.ts";
import { tellChange } from "./tell-change.ts";

type SaveEventInput = z.output<typeof saveEventInput>;

/**
 * Writes a new event as a draft, or changes one. Its address follows its title until it was first published; from then
 * on it stands, since people have it. Refuses NOT_FOUND, NOT_YOURS, and CHANGED_MEANWHILE where it is not as the caller read it.
 */
export async function saveEvent(ctx: RequestContext, input: SaveEventInput): Promise<OfficeEventView> {
  if (input.eventId) {
    const event = await requireEvent(ctx, input.eventId, EDITORS);
    // An event never moves from one organizer to another.
    if (event.organizerId !== input.organizerId) throw new Refusal("NOT_FOUND");
  } else {
    await requireRole(ctx, input.organizerId, EDITORS);
  }
  const eventId = await ctx.db.$transaction((tx) => writeEvent(tx, ctx, input));
  return officeEvent(ctx, eventId);
}

async function writeEvent(tx: Tx, ctx: RequestContext, input: SaveEventInput): Promise<string> {
  const { organizerId, kind, title, subtitle, description, posterSeed, chinese, performers } = input;
  const competition = await competitionOf(tx, input);
  const translations = chinese ? { zh: { ...chinese, competition: competition.chinese } } : {};
  const words = { title, subtitle, description, competition: competition.english || null, translations };
  const data = { kind, genre: await genreOf(tx, input), posterSeed, ...words };
  const eventId = input.eventId ?? newId();
  if (!input.eventId) {
    const slug = await freeSlug(tx, slugOf(title, kind), eventId);
    await tx.event.create({ data: { id: eventId, organizerId, slug, ...data } });
    if (performers) await writeLineup(tx, { organizerId, eventId, kind, names: performers });
    const after = await eventValues(tx, eventId);
    const note = { organizerId, objectId: eventId, after, detail: { name: title } };
    await recordAudit(tx, ctx, { ...note, action: "event.create" });
    return eventId;
  }
  await tx.$executeRaw`SELECT 1 FROM event WHERE id = ${eventId}::uuid FOR UPDATE`;
  const before = await tx.event.findUniqueOrThrow({ where: { id: eventId }, include: { performers: lineup } });
  if (input.revision) requireAsRead(shownWords(before), input.revision);
  const valuesBefore = await eventValues(tx, eventId);
  const wasSeen =
    before.status !== "draft" || (await tx.performance.count({ where: { eventId, epoch: { gt: 0 } } })) > 0;
  const keepsSlug = wasSeen || before.title === title;
  const slug = keepsSlug ? before.slug : await freeSlug(tx, slugOf(title, kind), eventId);
  await tx.event.update({ where: { id: eventId }, data: { ...data, slug } });
  const performerIds = performers ? await writeLineup(tx, { organizerId, eventId, kind, names: performers }) : [];
  if (before.status !== "draft") await tellChange(tx, { eventId, slug, posterSeed, performerIds });
  const values = { before: valuesBefore, after: await eventValues(tx, eventId) };
  await recordAudit(tx, ctx, {
    ...{ organizerId, action: "event.change", objectId: eventId },
    ...values,
    detail: { name: title },
  });
  return eventId;
}

/** The genre asked for, or the one it had where none was named, if the kind still has that. */
async function genreOf(tx: Tx, { eventId, kind, genre }: SaveEventInput): Promise<string | null> {
  if (genre !== undefined || !eventId) return genre ?? null;
  const before = await tx.event.findUnique({ where: { id: eventId }, select: { genre: true } });
  return before?.genre && isGenreOf(kind, before.genre) ? before.genre : null;
}

/** What a fixture is part of, as it was asked for or as it was before; of what is no sport, nothing. */
async function competitionOf(
  tx: Tx,
  { eventId, kind, competition, chinese }: SaveEventInput,
): Promise<{ english: string; chinese: string }> {
  if (kind !== "sport") return { english: "", chinese: "" };
  const isWhole = competition !== undefined && chinese?.competition !== undefined;
  const before = isWhole || !eventId ? null : await tx.event.findUnique({ where: { id: eventId } });
  return {
    english: competition ?? before?.competition ?? "",
    chinese: chinese?.competition ?? chineseTexts(before?.translations)?.competition ?? "",
  };
}
