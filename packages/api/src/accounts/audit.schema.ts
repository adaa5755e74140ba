import { z } from "zod";
import { AUDIT_ACTIONS, AUDIT_OBJECTS, type AuditAction } from "./audit-actions.ts";

const ACTIONS = Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]];

/** `cursor` is the place of the last entry seen; entries are read from the newest back. */
export const listAuditInput = z.strictObject({
  organizerId: z.uuid(),
  cursor: z.number().int().positive().nullish(),
  limit: z.number().int().min(1).max(100).default(50),
  /** Said by tRPC's infinite queries beside the cursor. Lists are read forward alone. */
  direction: z.literal("forward").optional(),
  /** Who did it. */
  by: z.uuid().optional(),
  object: z.enum(AUDIT_OBJECTS).optional(),
  /** From the first moment on, and before the second. */
  from: z.iso.datetime().optional(),
  until: z.iso.datetime().optional(),
});

const value = z.union([z.string(), z.number(), z.boolean()]).nullable();

const changeView = z.object({
  /** "categories › Rank 1 › faceMinor". */
  path: z.string(),
  before: value,
  after: value,
});

const personView = z.object({
  id: z.uuid(),
  /** Their name or address; null for somebody who has left for good. */
  name: z.string().nullable(),
});

export const auditEntryView = z.object({
  sequence: z.number().int(),
  at: z.string(),
  /** null: the house by itself. */
  person: personView.nullable(),
  action: z.enum(ACTIONS),
  object: z.enum(AUDIT_OBJECTS),
  objectId: z.string(),
  /** What the thing was called; of people, who they are. */
  name: z.string().nullable(),
  /** Values that changed, the first of them, each shortened where it is long. */
  changes: z.array(changeView),
  changeCount: z.number().int(),
  reason: z.string().nullable(),
  /** What else belongs to it: ids of what it is part of, amounts. */
  detail: z.record(z.string(), value),
});
export type AuditEntryView = z.output<typeof auditEntryView>;

export const listAuditView = z.object({
  entries: z.array(auditEntryView),
  nextCursor: z.number().int().nullable(),
});

export const ofOrganizerInput = z.strictObject({ organizerId: z.uuid() });
export const auditPeopleView = z.object({ people: z.array(personView) });

export const checkAuditInput = z.strictObject({
  organizerId: z.uuid(),
  /** Goes on after this place. */
  after: z.number().int().nonnegative().default(0),
});

export const checkAuditView = z.object({
  faults: z.array(
    z.object({
      kind: z.enum(["changed", "missing", "cutShort", "headPutBack", "headDiffers"]),
      sequence: z.number().int(),
    }),
  ),
  /** Where to go on; null when the whole chain was looked at. */
  checkedTo: z.number().int().nullable(),
  entries: z.number().int(),
});
