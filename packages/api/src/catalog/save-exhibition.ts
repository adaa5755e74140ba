import type { Tx } from "@usher/db";
import type { z } from "zod";
import { type AuditValues, recordAudit } from "../accounts/index.ts";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import type { RequestContext } from "../services.ts";
import type { saveAgendaInput, saveExhibitorsInput } from "./exhibition.schema.ts";
import type { OfficeEventView } from "./office.schema.ts";
import { EDITORS, officeEvent, requireEvent } from "./office-events.ts";
import { exhibitionParts, requireAsRead } from "./catalog-views.ts";
import { agendaValues, exhibitorValues } from "./history-values.ts";
import { tellChange } from "./tell-change.ts";

/**
 * Writes what happens at an event and when, all of it: what is not named is taken off. Items that begin together stay in the
 * order in which they came. Refuses CHANGED_MEANWHILE, NOT_FOUND, also for an item of another event, and NOT_YOURS.
 */
export async function saveAgenda(
  ctx: RequestContext,
  { eventId, revision, items }: z.output<typeof saveAgendaInput>,
): Promise<OfficeEventView> {
  await requireEvent(ctx, eventId, EDITORS);
  await ctx.db.$transaction(async (tx) => {
    const event = await lockEvent(tx, eventId);
    const before = event.agenda;
    requireAsRead(before, revision);
    requireAmong(
      before,
      items.map(({ itemId }) => itemId),
    );
    await tx.agendaItem.deleteMany({ where: { eventId } });
    await tx.agendaItem.createMany({
      data: items.map(({ itemId: id = newId(), chinese, ...item }, position) => ({
        ...{ id, eventId, position, ...item },
        translations: { zh: chinese },
      })),
    });
    const after = await tx.agendaItem.findMany({ where: { eventId }, ...exhibitionParts.agenda });
    const values = { before: agendaValues(before), after: agendaValues(after) };
    await tellSaved(tx, ctx, { event, action: "event.agenda", values });
  });
  return officeEvent(ctx, eventId);
}

/**
 * Writes who shows something at an event, all of them, in the order given: who is not named is taken off. Refuses
 * CHANGED_MEANWHILE, NOT_FOUND, also for an exhibitor of another event, and NOT_YOURS.
 */
export async function saveExhibitors(
  ctx: RequestContext,
  { eventId, revision, exhibitors }: z.output<typeof saveExhibitorsInput>,
): Promise<OfficeEventView> {
  await requireEvent(ctx, eventId, EDITORS);
  await ctx.db.$transaction(async (tx) => {
    const event = await lockEvent(tx, eventId);
    const before = event.exhibitors;
    requireAsRead(before, revision);
    requireAmong(
      before,
      exhibitors.map(({ exhibitorId }) => exhibitorId),
    );
    await tx.exhibitor.deleteMany({ where: { eventId } });
    await tx.exhibitor.createMany({
      data: exhibitors.map(({ exhibitorId: id = newId(), chinese, ...exhibitor }, position) => ({
        ...{ id, eventId, position, ...exhibitor },
        translations: { zh: chinese },
      })),
    });
    const after = await tx.exhibitor.findMany({ where: { eventId }, ...exhibitionParts.exhibitors });
    const values = { before: exhibitorValues(before), after: exhibitorValues(after) };
    await tellSaved(tx, ctx, { event, action: "event.exhibitors", values });
  });
  return officeEvent(ctx, eventId);
}

async function lockEvent(tx: Tx, eventId: string) {
  await tx.$executeRaw`SELECT 1 FROM event WHERE id = ${eventId}::uuid FOR UPDATE`;
  return tx.event.findUniqueOrThrow({ where: { id: eventId }, include: exhibitionParts });
}

/** Who is named must be there, once: else it is another event's. */
function requireAmong(before: readonly { readonly id: string }[], named: readonly (string | undefined)[]): void {
  const known = new Set(before.map(({ id }) => id));
  for (const id of named) if (id !== undefined && !known.delete(id)) throw new Refusal("NOT_FOUND");
}

interface Saved {
  readonly event: Awaited<ReturnType<typeof lockEvent>>;
  readonly action: "event.agenda" | "event.exhibitors";
  readonly values: { readonly before: AuditValues; readonly after: AuditValues };
}

async function tellSaved(tx: Tx, ctx: RequestContext, { event, action, values }: Saved): Promise<void> {
  const { id: eventId, organizerId, slug, title, status } = event;
  if (status !== "draft") await tellChange(tx, { eventId, slug });
  await recordAudit(tx, ctx, { organizerId, action, objectId: eventId, ...values, detail: { name: title } });
}
