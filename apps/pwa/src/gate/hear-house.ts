import { type ListedTicket, openEntryList, packEntryList, type Revocation, type Scan } from "@usher/api/gate-decision";
import { createDeviceKeys } from "@usher/api/gate-seal";
import type { GateApi, GateBundleView, GatePerformance } from "./gate-api.ts";
import type { CarriedGate, GateStore, KeptGate, News } from "./gate-store.ts";

/** New names on old tickets are seen when the list is read from its beginning. */
const WHOLE_LIST_EVERY_MS = 15 * 60_000;
/** A ticket that is sold at the door is shown with its seat, and admitted on paper, from then on. */
const NEWER_TICKETS_EVERY_MS = 10_000;

interface GateRef {
  readonly performanceId: string;
  readonly deviceId: string;
}

/** Enrols this device under a name and keeps everything it needs to work alone. Throws what the house refuses. */
export async function setUpGate(api: GateApi, store: GateStore, at: GatePerformance, name: string): Promise<void> {
  const keys = await store.keepKeys(createDeviceKeys);
  const { x = "", y = "" } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  const publicKey = { kty: "EC", crv: "P-256", x, y } as const;
  const { deviceId } = await api.enrol.mutate({ organizerId: at.organizerId, name, publicKey });
  const ref = { performanceId: at.performanceId, deviceId };
  const { bundle, revocations, others, heardAtMs, clockOffsetMs } = await hearBundle(api, ref, "0", "0");
  const { tickets, lastTicketId, listedAtMs } = await readLabels(api, ref, null);
  const { performance, gate, gates, checkpoint, days, publicKeys, sealedSecrets, otherDays } = bundle;
  const carried: CarriedGate = {
    ...{ deviceId, performance, gate, gates, checkpoint, days, publicKeys, sealedSecrets, otherDays },
    revocationCursor: bundle.revocationCursor,
    scanCursor: bundle.scanCursor,
    ...{ lastTicketId, listedAtMs, listReadAtMs: heardAtMs, heardAtMs, clockOffsetMs },
  };
  await store.keepNews({ carried, revocations, others, list: packEntryList(tickets) });
  // Without this a browser that runs out of room may throw the unsent scans away.
  await navigator.storage?.persist?.();
}

/** Asks for what is new since `carried` and keeps it; returns it for the desk. */
export async function hearNews(
  api: GateApi,
  store: GateStore,
  kept: Pick<KeptGate, "carried" | "list">,
): Promise<News> {
  const { carried } = kept;
  const ref = { performanceId: carried.performance.id, deviceId: carried.deviceId };
  const heard = await hearBundle(api, ref, carried.revocationCursor, carried.scanCursor);
  const { bundle, revocations, others, heardAtMs, clockOffsetMs } = heard;
  const fresh = await hearList(api, ref, kept, heardAtMs);
  const news: News = {
    carried: {
      ...carried,
      ...{ publicKeys: bundle.publicKeys, sealedSecrets: bundle.sealedSecrets, heardAtMs, clockOffsetMs },
      revocationCursor: bundle.revocationCursor,
      scanCursor: bundle.scanCursor,
      ...fresh?.of,
    },
    revocations,
    others,
    ...(fresh?.list && { list: fresh.list }),
  };
  await store.keepNews(news);
  return news;
}

/** The list when it is time to look: whole now and then, else what is newer than its last ticket. */
async function hearList(
  api: GateApi,
  ref: GateRef,
  { carried, list }: Pick<KeptGate, "carried" | "list">,
  nowMs: number,
) {
  const isWhole = Math.abs(nowMs - carried.listReadAtMs) > WHOLE_LIST_EVERY_MS;
  const isDue = nowMs + carried.clockOffsetMs - carried.listedAtMs > NEWER_TICKETS_EVERY_MS;
  if (!isWhole && !isDue) return null;
  const { tickets, lastTicketId, listedAtMs } = await readLabels(api, ref, isWhole ? null : carried.lastTicketId);
  const listReadAtMs = isWhole ? nowMs : carried.listReadAtMs;
  const of = { lastTicketId: lastTicketId ?? (isWhole ? null : carried.lastTicketId), listedAtMs, listReadAtMs };
  if (isWhole) return { of, list: packEntryList(tickets) };
  if (tickets.length === 0) return { of };
  const known = openEntryList(list);
  const byId = new Map(
    Array.from({ length: known.size }, (_, place) => [known.ticketAt(place).ticketId, known.ticketAt(place)]),
  );
  for (const ticket of tickets) byId.set(ticket.ticketId, ticket);
  return { of, list: packEntryList([...byId.values()]) };
}

async function hearBundle(api: GateApi, ref: GateRef, sinceRevocation: string, sinceScan: string) {
  const revocations: Revocation[] = [];
  const others: Scan[] = [];
  let since = { sinceRevocation, sinceScan };
  let first: GateBundleView | null = null;
  for (;;) {
    const askedAtMs = Date.now();
    const bundle = await api.bundle.query({ ...ref, ...since });
    const heardAtMs = Date.now();
    revocations.push(...bundle.revocations);
    others.push(...bundle.scans);
    first ??= bundle;
    since = { sinceRevocation: bundle.revocationCursor, sinceScan: bundle.scanCursor };
    if (!bundle.complete) continue;
    const clockOffsetMs = Math.round(bundle.serverTimeMs - (askedAtMs + heardAtMs) / 2);
    // Other days come with the first part only.
    return { bundle: { ...bundle, otherDays: first.otherDays }, revocations, others, heardAtMs, clockOffsetMs };
  }
}

async function readLabels(api: GateApi, ref: GateRef, after: string | null) {
  const byId = new Map<string, ListedTicket>();
  let lastTicketId: string | null = null;
  let listedAtMs: number | null = null;
  for (let cursor = after; ; ) {
    const page = await api.labels.query({ ...ref, cursor });
    // The oldest page says up to when the whole is complete.
    listedAtMs ??= page.listedAtMs;
    for (const ticket of page.tickets) byId.set(ticket.ticketId, ticket);
    lastTicketId = page.tickets.at(-1)?.ticketId ?? lastTicketId;
    if (page.nextCursor === null) return { tickets: [...byId.values()], lastTicketId, listedAtMs };
    cursor = page.nextCursor;
  }
}
