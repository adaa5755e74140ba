import type { Database, Prisma, Role } from "@usher/db";
import type { z } from "zod";
import type { RequestContext } from "../services.ts";
import type {
  AuditEntryView,
  auditPeopleView,
  checkAuditInput,
  checkAuditView,
  listAuditInput,
  listAuditView,
} from "./audit.schema.ts";
import { AUDIT_ACTIONS, type AuditAction } from "./audit-actions.ts";
import type { AuditValues } from "./audit-values.ts";
import { checkChainPage } from "./check-audit.ts";
import { requireRole } from "./rights.ts";

/**
 * Who reads history: those who may do everything that is written there, or see that it was done. A manager sees entries of the
 * team too, since they see the team.
 */
const READERS: readonly Role[] = ["owner", "manager"];

const MOST_CHANGES = 60;
const MOST_CHARACTERS = 400;
const MOST_PEOPLE = 200;

/** An organizer's history, newest first, by person, kind of thing and days. Refuses NOT_YOURS. */
export async function listAudit(
  ctx: RequestContext,
  input: z.output<typeof listAuditInput>,
): Promise<z.output<typeof listAuditView>> {
  const { organizerId, by, object, cursor, limit } = input;
  await requireRole(ctx, organizerId, READERS);
  const at = { ...(input.from && { gte: new Date(input.from) }), ...(input.until && { lt: new Date(input.until) }) };
  const where: Prisma.AuditEntryWhereInput = {
    organizerId,
    ...(by && { personId: by }),
    ...(object && { objectType: object }),
    ...((input.from || input.until) && { at }),
    ...(cursor && { sequence: { lt: cursor } }),
  };
  const rows = await ctx.db.auditEntry.findMany({ where, orderBy: { sequence: "desc" }, take: limit + 1 });
  const shown = rows.slice(0, limit);
  const names = await namesOf(ctx.db, shown);
  return {
    entries: shown.map((row) => entryView(row, names)),
    nextCursor: rows.length > limit ? (shown.at(-1)?.sequence ?? null) : null,
  };
}

/** Everybody who ever changed something, as they are called now. Refuses NOT_YOURS. */
export async function auditPeople(ctx: RequestContext, organizerId: string): Promise<z.output<typeof auditPeopleView>> {
  await requireRole(ctx, organizerId, READERS);
  // From one person to the next by the index: the length of the history does not matter.
  const rows = await ctx.db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE who AS (
      (SELECT person_id FROM audit_entry WHERE organizer_id = ${organizerId}::uuid AND person_id IS NOT NULL ORDER BY person_id LIMIT 1)
      UNION ALL
      SELECT (SELECT e.person_id FROM audit_entry e WHERE e.organizer_id = ${organizerId}::uuid AND e.person_id > who.person_id
        ORDER BY e.person_id LIMIT 1) FROM who WHERE who.person_id IS NOT NULL
    )
    SELECT person_id::text AS id FROM who WHERE person_id IS NOT NULL LIMIT ${MOST_PEOPLE}`;
  const names = await peopleCalled(
    ctx.db,
    rows.map(({ id }) => id),
  );
  const people = rows.map(({ id }) => ({ id, name: names.get(id) ?? null }));
  return { people: people.sort((one, other) => (one.name ?? "~").localeCompare(other.name ?? "~")) };
}

/** Walks a page of an organizer's chain. Refuses NOT_YOURS. */
export async function checkAudit(
  ctx: RequestContext,
  { organizerId, after }: z.output<typeof checkAuditInput>,
): Promise<z.output<typeof checkAuditView>> {
  await requireRole(ctx, organizerId, READERS);
  const { faults, checkedTo, entries } = await checkChainPage(ctx.db, organizerId, after);
  return { faults: faults.slice(0, MOST_CHANGES), checkedTo, entries };
}

type Row = Prisma.AuditEntryGetPayload<object>;

function entryView(row: Row, names: ReadonlyMap<string, string>): AuditEntryView {
  const action = row.action as AuditAction;
  const [before, after, detail] = [row.before, row.after, row.detail] as [AuditValues, AuditValues, AuditValues];
  const paths = Object.keys({ ...before, ...after }).sort();
  const object = AUDIT_ACTIONS[action];
  return {
    sequence: row.sequence,
    at: row.at.toISOString(),
    person: row.personId === null ? null : { id: row.personId, name: names.get(row.personId) ?? null },
    action,
    object,
    objectId: row.objectId,
    name: names.get(row.objectId) ?? calledThen(detail),
    changes: paths.slice(0, MOST_CHANGES).map((path) => ({
      path,
      before: shortened(before[path]),
      after: shortened(after[path]),
    })),
    changeCount: paths.length,
    reason: row.reason,
    detail,
  };
}

/** Entries of before there were names call it by what it was about. */
function calledThen({ name, title, chart }: AuditValues): string | null {
  const called = name ?? title ?? chart ?? null;
  return called === null ? null : String(called);
}

function shortened(value: AuditValues[string] | undefined): AuditValues[string] {
  return typeof value === "string" && value.length > MOST_CHARACTERS
    ? `${value.slice(0, MOST_CHARACTERS)}…`
    : (value ?? null);
}

/** What people and invitations in these entries are called, by id. History keeps ids alone, so that whoever leaves is forgotten here too. */
async function namesOf(db: Database, rows: readonly Row[]): Promise<Map<string, string>> {
  const doers = rows.flatMap(({ personId }) => personId ?? []);
  const members = rows.flatMap(({ objectType, objectId }) => (objectType === "member" ? objectId : []));
  const invitations = rows.flatMap(({ objectType, objectId }) => (objectType === "invitation" ? objectId : []));
  const names = await peopleCalled(db, [...doers, ...members]);
  if (invitations.length === 0) return names;
  const invited = await db.invitation.findMany({
    where: { id: { in: invitations } },
    select: { id: true, email: true },
  });
  for (const { id, email } of invited) names.set(id, email);
  return names;
}

async function peopleCalled(db: Database, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const people = await db.person.findMany({
    where: { id: { in: [...new Set(ids)] }, deletedAt: null },
    select: { id: true, name: true, email: true },
  });
  return new Map(people.map(({ id, name, email }) => [id, name ?? email]));
}
