import { z } from "zod";
import { seatNameView } from "../seating/seating.schema.ts";

const instant = z.iso.datetime();
/** How far a gate has heard: a decimal number that only the server reads. "0": nothing yet. */
const cursor = z
  .string()
  .regex(/^\d{1,18}$/)
  .default("0");
/** 32 bytes of a coordinate, base64url. */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const enrolDeviceInput = z.strictObject({
  organizerId: z.uuid(),
  name: z.string().trim().min(1).max(60),
  /** ECDH P-256 public key, of `exportKey("jwk", publicKey)` these four members. */
  publicKey: z.strictObject({ kty: z.literal("EC"), crv: z.literal("P-256"), x: coordinate, y: coordinate }),
});
export const deviceView = z.object({ deviceId: z.uuid(), name: z.string() });

const performanceView = z.object({
  id: z.uuid(),
  title: z.string(),
  startsAt: instant,
  venueName: z.string(),
  timeZone: z.string(),
});

export const gatePerformancesView = z.object({
  performances: z.array(
    performanceView.omit({ id: true }).extend({
      performanceId: z.uuid(),
      organizerId: z.uuid(),
      ticketCount: z.number().int(),
    }),
  ),
});

/** `Scan` of the gate's decision: one line of a gate's book. */
export const gateScanView = z.object({
  deviceId: z.uuid(),
  nonce: z.string(),
  ticketId: z.uuid().nullable(),
  serial: z.number().int(),
  kind: z.enum(["in", "out", "undo", "refused"]),
  /** Nonce of the scan that an `undo` takes back. */
  undoes: z.string().nullable(),
  checkpoint: z.string(),
  gate: z.string(),
  atMs: z.number().int(),
  verdict: z.string(),
});

/** `Gate` of the gate's decision. */
const gateView = z.object({ name: z.string(), directions: z.string(), zones: z.array(z.string()) });

/** What a gate has heard already makes the answer an increment. */
export const gateBundleInput = z.strictObject({
  performanceId: z.uuid(),
  deviceId: z.uuid(),
  sinceRevocation: cursor,
  sinceScan: cursor,
});
/**
 * Everything a gate carries to decide alone, but for its list, which comes from `gate.labels`. Ask again with the new
 * cursors at once while `complete` is false, then every few seconds. A revocation or scan may come twice: taking it in a second time changes
 * nothing.
 */
export const gateBundleView = z.object({
  serverTimeMs: z.number().int(),
  performance: performanceView,
  /** This gate, under its device's name, and what is counted here. */
  gate: gateView,
  gates: z.array(gateView),
  checkpoint: z.string(),
  /** Of a fair of several days, `GateDay` of the gate's decision. */
  days: z.array(z.object({ name: z.string(), endsAtMs: z.number().int() })),
  /** Ed25519, 32 bytes, base64url. */
  publicKeys: z.array(z.object({ keyId: z.number().int(), publicKey: z.string() })),
  /** For `openGateSecret`, each with its version; one that is no longer among them is to be forgotten. */
  sealedSecrets: z.array(z.object({ version: z.number().int(), sealed: z.string() })),
  /** Other days of the event: ids of `packTicketIds`, base64url. Only while both cursors are "0". */
  otherDays: z.array(z.object({ name: z.string(), ticketIds: z.string() })),
  revocations: z.array(z.object({ ticketId: z.uuid(), liveFrom: z.number().int().nullable() })),
  /** Other gates' lines, without their refusals. */
  scans: z.array(gateScanView),
  revocationCursor: z.string(),
  scanCursor: z.string(),
  complete: z.boolean(),
  ticketCount: z.number().int(),
});

/** A line as the device wrote it; which device says the call. */
export const scanReport = z.strictObject({
  nonce: z.string().regex(/^[\w-]{8,64}$/),
  ticketId: z.uuid().nullable(),
  serial: z.number().int().min(0).max(0xffffff),
  kind: z.enum(["in", "out", "undo", "refused"]),
  undoes: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .nullable(),
  verdict: z.string().regex(/^[A-Z_]{1,30}$/),
  /** Server's clock as the device believed it. */
  atMs: z.number().int().min(0).max(8_640_000_000_000),
});
export const syncScansInput = z.strictObject({
  performanceId: z.uuid(),
  deviceId: z.uuid(),
  scans: z.array(scanReport).max(500),
});
export const syncScansView = z.object({
  /** Nonces that are safely written, new or repeated. */
  accepted: z.array(z.string()),
  /** `DoubleEntry` of the gate's decision, for the tickets of this batch: two entries of which at most one was right. */
  doubles: z.array(
    z.object({
      ticketId: z.uuid(),
      /** Null for a ticket that is not of this performance. */
      place: seatNameView.nullable(),
      checkpoint: z.string(),
      why: z.enum(["sameIssue", "twoIssues"]),
      first: gateScanView,
      second: gateScanView,
    }),
  ),
});

export const ticketLabelsInput = z.strictObject({
  performanceId: z.uuid(),
  deviceId: z.uuid(),
  /** The last id of the page before; a later call with the last id of all brings only newer tickets. */
  cursor: z.uuid().nullish(),
});
/** The gate's list, page by page: `ListedTicket` of the gate's decision, to be packed by `packEntryList` on the device. */
export const ticketLabelsView = z.object({
  /** When the house wrote this page. */
  listedAtMs: z.number().int(),
  tickets: z.array(
    z.object({
      ticketId: z.uuid(),
      serial: z.number().int(),
      zone: z.string(),
      section: z.string(),
      row: z.string(),
      seat: z.string(),
      party: z.number().int(),
      tariff: z.string(),
      part: z.object({ from: z.number().int(), to: z.number().int(), name: z.string() }).nullable(),
      nameCheck: z.object({ name: z.string(), reason: z.string() }).nullable(),
    }),
  ),
  nextCursor: z.uuid().nullable(),
});
