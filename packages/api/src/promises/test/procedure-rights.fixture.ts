import { saveDraft } from "../../seating/index.ts";
import { randomUUID } from "node:crypto";
import {
  agendaItem,
  anAlert,
  asideInput,
  draftList,
  draftTitle,
  drawn,
  email,
  exhibitor,
  freshPerformance,
  gateRef,
  laterStart,
  moveInput,
  movedOrder,
  ofChart,
  ofOrganizer,
  ofPerformance,
  performanceInput,
  plan,
  requestId,
  scan,
  someRelease,
  ticketsToReturn,
  venueInput,
  wordsOfChange,
} from "./procedure-inputs.fixture.ts";
import { deviceKey, EVERYBODY, type TwoOrganizers, type Who } from "./two-organizers.fixture.ts";

/** Who may call a procedure on A's thing, and how it is called. */
export interface ProcedureRights {
  readonly may: readonly Who[];
  /** A whole, valid input about A's thing, with one of every nested object. Called again for each call that changes something. */
  input?(world: TwoOrganizers): unknown;
  /** Text that A's own find in the answer, and nobody else. */
  shows?(world: TwoOrganizers): string;
  /** Those who find it; everybody who may call when absent. */
  readonly sees?: readonly Who[];
  /** Further ways of being refused that tell no more than NOT_FOUND. */
  readonly refusals?: readonly string[];
}

const OWNER_OF_HOLD: readonly Who[] = ["buyer", "buyersBrowser"];
const SIGNED_IN: readonly Who[] = EVERYBODY.filter((who) => who !== "guest" && who !== "buyersBrowser");
const EDITORS: readonly Who[] = ["a:owner", "a:manager"];
const SELLERS: readonly Who[] = [...EDITORS, "a:boxOffice"];
const STAFF: readonly Who[] = [...SELLERS, "a:finance"];
const BOOKKEEPERS: readonly Who[] = [...EDITORS, "a:finance"];
const AT_GATE: readonly Who[] = [...SELLERS, "a:gate"];
const NOBODY: readonly Who[] = [];

/** Every procedure of the house. One that is missing here fails the suite: say who may call it. */
export const PROCEDURE_RIGHTS: Record<string, ProcedureRights> = {
  "accounts.me": { may: EVERYBODY, sees: ["buyer"], shows: email },
  "accounts.requestSignIn": {
    may: EVERYBODY,
    sees: NOBODY,
    input: (world) => ({ email: email(world), locale: "en", returnTo: "/" }),
    shows: email,
  },
  "accounts.updateProfile": {
    may: SIGNED_IN,
    sees: ["buyer"],
    input: () => ({ name: "Somebody", locale: "en" }),
    shows: email,
  },
  "accounts.offered": { may: EVERYBODY, sees: NOBODY },
  "accounts.ways": { may: SIGNED_IN, sees: ["buyer"], shows: email },
  // Each is signed in by a session of a moment ago, which is proof enough without a current password.
  "accounts.setPassword": {
    may: SIGNED_IN,
    sees: NOBODY,
    input: () => ({ password: `lantern ${randomUUID()}`, current: null }),
  },
  "accounts.removePassword": { may: SIGNED_IN, sees: NOBODY, input: () => ({ current: null }) },
  // A note opens in the browser that it was made for.
  "accounts.link": {
    may: ["buyer"],
    sees: NOBODY,
    input: ({ buyer }) => {
      const note = { provider: "google", subject: randomUUID(), email: null, isVerified: false, expiresAtMs: 4e12 };
      return { ticket: buyer.box.seal(JSON.stringify(note), `link/${buyer.caller.buyerKey}`) };
    },
    refusals: ["LINK_OLD"],
  },
  "accounts.unlink": { may: SIGNED_IN, sees: NOBODY, input: () => ({ provider: "google" }) },
  // Only the account that is named, and only its own person.
  "accounts.deleteAccount": { may: ["leaver"], sees: NOBODY, input: (world) => world.newLeaver() },
  "accounts.signOutEverywhere": { may: SIGNED_IN },

  "audit.list": { may: EDITORS, input: ofOrganizer, shows: ({ a }) => a.deviceId },
  "audit.people": { may: EDITORS, input: ofOrganizer },
  "audit.check": { may: EDITORS, input: ofOrganizer },

  "availability.snapshot": { may: EVERYBODY, sees: NOBODY, input: ofPerformance },
  "availability.since": { may: EVERYBODY, sees: NOBODY, input: (w) => ({ ...ofPerformance(w), version: "1:0" }) },

  "catalog.events": { may: EVERYBODY, sees: NOBODY, input: () => ({ limit: 60, locale: "en" }), shows: draftTitle },
  "catalog.event": {
    may: EVERYBODY,
    sees: NOBODY,
    input: ({ a }) => ({ slug: a.performance.event.slug, locale: "en" }),
  },
  "catalog.performance": { may: EVERYBODY, sees: NOBODY, input: (w) => ({ ...ofPerformance(w), locale: "en" }) },
  "catalog.rates": { may: EVERYBODY, sees: NOBODY },
  "catalog.live": { may: EVERYBODY, sees: NOBODY, input: ({ a }) => ({ performanceIds: [a.performanceId] }) },

  "catalog.seen": { may: EVERYBODY, sees: NOBODY, input: ({ a }) => ({ eventId: a.performance.eventId }) },
  "notifications.saleReminder": { may: SIGNED_IN, sees: NOBODY, input: (w) => ofPerformance(w) },
  "notifications.remindOfSale": {
    may: SIGNED_IN,
    sees: NOBODY,
    input: (w) => ({ ...ofPerformance(w), remind: false }),
  },
  "checkout.returnable": { may: ["buyer"], input: ({ sold }) => ({ orderId: sold.orderId }) },
  "checkout.returnTickets": { may: ["buyer"], input: ticketsToReturn },
  "changes.preview": { may: EDITORS, input: (w) => ({ ...ofPerformance(w), startsAt: null }) },
  "changes.cancel": {
    may: EDITORS,
    input: async (w) => ({ ...(await freshPerformance(w)), ...wordsOfChange() }),
  },
  "changes.move": { may: EDITORS, input: moveInput },
  "changes.list": { may: STAFF, input: ({ a }) => ({ eventId: a.eventId }) },
  "changes.ofOrder": { may: ["buyer", ...STAFF], input: ({ sold }) => ({ orderId: sold.orderId }) },
  "changes.answer": { may: ["buyer"], input: movedOrder },
  "finance.statement": { may: BOOKKEEPERS, input: ofOrganizer },
  "finance.match": { may: BOOKKEEPERS, input: ofOrganizer },
  "finance.startMatch": { may: BOOKKEEPERS, input: ofOrganizer },
  "finance.lines": { may: BOOKKEEPERS, input: (w) => ({ ...ofOrganizer(w), month: "2031-01", limit: 50 }) },
  "orders.alerts": { may: STAFF, input: (w) => ({ ...ofOrganizer(w), limit: 50 }) },
  "orders.settleAlert": { may: STAFF, input: anAlert },
  "notifications.sendTicketsAgain": {
    may: SELLERS,
    input: async (w) => ({ orderId: (await w.sell()).orderId, requestKey: randomUUID() }),
  },
  "orders.story": { may: STAFF, input: ({ sold }) => ({ orderId: sold.orderId }) },
  "releases.list": { may: STAFF, input: ofPerformance },
  "releases.setAside": { may: EDITORS, input: asideInput },
  "releases.change": {
    may: EDITORS,
    input: async (w) => ({ releaseId: (await someRelease(w)).id, name: "Friends", opensAt: null }),
  },
  "releases.open": { may: EDITORS, input: async (w) => ({ releaseId: (await someRelease(w)).id }) },
  "releases.openKeptBack": { may: EDITORS, input: ofPerformance },
  "search.home": { may: EVERYBODY, sees: NOBODY, input: () => ({ locale: "en" }), shows: draftTitle },
  "search.events": { may: EVERYBODY, sees: NOBODY, input: ({ a }) => ({ words: a.draft.title }), shows: draftTitle },

  "catalog.office.events": { may: STAFF, input: (w) => ({ ...ofOrganizer(w), limit: 50 }), shows: draftTitle },
  "catalog.office.event": { may: STAFF, input: ({ a }) => ({ eventId: a.draft.id }), shows: draftTitle },
  "catalog.office.saveEvent": {
    may: EDITORS,
    input: ({ a }) => ({
      organizerId: a.organizerId,
      eventId: a.draft.id,
      kind: "show",
      title: a.draft.title,
      subtitle: "Changed",
      description: "",
      chinese: { title: "夜渡", subtitle: "", description: "" },
      posterSeed: 2,
    }),
    shows: draftTitle,
  },
  "catalog.office.saveAgenda": {
    may: EDITORS,
    input: async (world) => ({ ...(await draftList(world, "agendaRevision")), items: [agendaItem] }),
    shows: draftTitle,
  },
  "catalog.office.saveExhibitors": {
    may: EDITORS,
    input: async (world) => ({ ...(await draftList(world, "exhibitorsRevision")), exhibitors: [exhibitor] }),
    shows: draftTitle,
  },
  "catalog.office.savePerformance": { may: EDITORS, input: performanceInput, shows: draftTitle },
  "catalog.office.repeatPerformance": {
    may: EDITORS,
    input: ({ a }) => ({ performanceId: a.performanceId, startsAt: [laterStart()], saleStart: "same" }),
  },
  "catalog.office.copyEvent": {
    may: EDITORS,
    input: ({ a }) => ({ eventId: a.draft.id, copyId: randomUUID(), title: "Once more", startsAt: null }),
  },
  "catalog.office.publish": {
    may: EDITORS,
    input: ({ a }) => ({ eventId: a.draft.id, publish: false }),
    shows: draftTitle,
  },
  "catalog.office.venues": { may: STAFF, input: ofOrganizer, shows: ({ a }) => a.performance.chartRevisionId },
  "catalog.office.saveVenue": { may: EDITORS, input: venueInput },

  "checkout.quote": {
    may: OWNER_OF_HOLD,
    input: ({ held }) => ({ performanceId: held.performanceId, holdId: held.holdId }),
    refusals: ["HOLD_GONE"],
  },
  "checkout.start": {
    may: OWNER_OF_HOLD,
    input: async (world) => {
      const { holdId, performanceId } = await world.hold();
      return {
        requestId: requestId(),
        holds: [{ holdId, performanceId }],
        email: "guest@people.example",
        locale: "en",
      };
    },
    refusals: ["HOLD_GONE"],
  },
  "checkout.resume": { may: ["buyer"], input: ({ paying }) => ({ orderId: paying.orderId }) },
  "checkout.cancel": { may: ["buyer"], input: async (world) => ({ orderId: (await world.checkOut()).orderId }) },
  "checkout.refund": {
    may: SELLERS,
    input: async (world) => {
      const { orderId, seat } = await world.sell();
      const seatIndexes = [{ performanceId: world.a.performanceId, seatIndex: seat }];
      return { orderId, requestKey: requestId(), seatIndexes, reason: "Ill", resell: true };
    },
  },
  "checkout.resendRefund": {
    may: STAFF,
    input: async (world) => ({ refundId: await world.failedRefund(), tries: 1 }),
  },

  "gate.performances": { may: SIGNED_IN, sees: AT_GATE, shows: ({ a }) => a.performanceId },
  "gate.enrol": {
    may: AT_GATE,
    input: async ({ a }) => ({ organizerId: a.organizerId, name: "South", publicKey: await deviceKey() }),
  },
  "gate.bundle": {
    may: AT_GATE,
    input: (w) => ({ ...gateRef(w), sinceRevocation: "0", sinceScan: "0" }),
    shows: ({ a }) => a.performanceId,
  },
  "gate.sync": { may: AT_GATE, input: (w) => ({ ...gateRef(w), scans: [scan()] }) },
  "gate.labels": { may: AT_GATE, input: gateRef, shows: ({ order }) => order.tickets[0]?.id ?? "" },

  "holds.place": {
    may: EVERYBODY,
    sees: NOBODY,
    input: (w) => ({ ...ofPerformance(w), requestId: requestId(), lines: [{ seat: w.nextSeat() }] }),
  },
  "holds.swap": {
    may: OWNER_OF_HOLD,
    input: async (world) => {
      const { holdId, performanceId } = await world.hold();
      return { performanceId, holdId, requestId: requestId(), lines: [{ seat: world.nextSeat() }] };
    },
    refusals: ["HOLD_GONE"],
  },
  "holds.extend": { may: OWNER_OF_HOLD, input: holdInput, refusals: ["HOLD_GONE"] },
  "holds.release": { may: OWNER_OF_HOLD, input: holdInput, refusals: ["HOLD_GONE"] },
  "holds.mine": { may: EVERYBODY, sees: OWNER_OF_HOLD, input: ofPerformance, shows: ({ held }) => held.holdId },

  "orders.get": {
    may: ["buyer", ...STAFF],
    input: ({ sold }) => ({ orderId: sold.orderId }),
    shows: ({ order }) => order.code,
  },
  "orders.mine": { may: EVERYBODY, sees: ["buyer"], input: () => ({ limit: 100 }), shows: ({ order }) => order.code },
  "orders.search": {
    may: STAFF,
    input: (w) => ({ ...ofOrganizer(w), limit: 100, text: w.order.code }),
    shows: ({ order }) => order.code,
  },
  "orders.sales": { may: STAFF, input: ofPerformance },

  "seating.chart": { may: EDITORS, input: ofChart, shows: ({ a }) => a.performance.chartRevision.chartId },
  "seating.createChart": {
    may: EDITORS,
    input: ({ a }) => ({ venueId: a.performance.venueId, name: "Attic", category: "All" }),
  },
  "seating.saveDraft": {
    may: EDITORS,
    input: async (world) => ({ ...ofChart(world), ...(await drawn(world)) }),
  },
  "seating.publishDraft": {
    may: EDITORS,
    input: async (world) => {
      const saved = await saveDraft(world.as("a:owner"), { ...ofChart(world), ...(await drawn(world)) });
      return { ...ofChart(world), version: saved.version };
    },
  },
  "seating.importPlan": {
    may: EDITORS,
    input: ({ a }) => ({ venueId: a.performance.venueId, name: "Annex", plan }),
  },

  "team.show": { may: EDITORS, input: ofOrganizer, shows: ({ as }) => as("a:gate").caller.personId ?? "" },
  "team.invite": {
    may: EDITORS,
    input: (w) => ({ ...ofOrganizer(w), email: `${randomUUID()}@people.example`, role: "boxOffice", locale: "en" }),
  },
  "team.resend": { may: EDITORS, input: async (w) => ({ invitationId: (await w.newInvitee()).id, sends: 1 }) },
  "team.withdraw": { may: EDITORS, input: async (w) => ({ invitationId: (await w.newInvitee()).id }) },
  // Whoever has the letter's link sees what it is for; only the address that it was sent to joins by it.
  "team.invitation": {
    may: SIGNED_IN,
    sees: NOBODY,
    input: async (w) => ({ token: (await w.newInvitee()).token }),
  },
  "team.accept": {
    may: ["leaver"],
    sees: NOBODY,
    input: async (w) => ({ token: (await w.newInvitee()).token }),
    refusals: ["INVITED_OTHER"],
  },
  "team.changeMember": {
    may: EDITORS,
    input: async (w) => {
      const refundLimit = { amountMinor: 5_000, currency: "EUR" };
      return { ...(await w.newMember()), role: "boxOffice", refundLimit };
    },
  },
  "team.removeMember": { may: EDITORS, input: (w) => w.newMember() },

  "tickets.wallet": { may: EVERYBODY, sees: ["buyer"], shows: ({ order }) => order.tickets[0]?.id ?? "" },
  "tickets.print": { may: ["buyer"], input: ({ order }) => ({ ticketId: order.tickets[0]?.id }) },
};

async function holdInput(world: TwoOrganizers) {
  const { holdId, performanceId } = await world.hold();
  return { performanceId, holdId, requestId: requestId() };
}
