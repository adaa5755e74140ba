import type { WalletTicketView } from "@usher/api/contract";

/** Tickets that are shown together: one order's places at one performance, all valid or all refunded. */
export interface TicketGroup {
  readonly key: string;
  readonly first: WalletTicketView;
  /** By seat, as people count: 9 before 10. */
  readonly tickets: readonly WalletTicketView[];
}

export interface ArrangedTickets {
  readonly next: TicketGroup | null;
  /** The sooner the earlier. */
  readonly later: readonly TicketGroup[];
  /** Over or refunded, newest first. */
  readonly past: readonly TicketGroup[];
}

/** Where no end is known, a ticket stays in front for this long after the start: people arrive late, and fairs last. */
const UNKNOWN_END_MS = 12 * 60 * 60 * 1000;

const bySeat = new Intl.Collator("en", { numeric: true });

/** Whether it opens a gate. What is cancelled opens none, also in the minutes before its money is on its way. */
export const isGood = ({ status, isCancelled }: WalletTicketView): boolean => status === "valid" && !isCancelled;

/** Orders a wallet for `nowMs` (the server's clock): what comes next, what comes later, what is over. */
export function arrangeTickets(tickets: readonly WalletTicketView[], nowMs: number): ArrangedTickets {
  const groups = groupTickets(tickets);
  const isAhead = ({ first }: TicketGroup) => isGood(first) && endOf(first) > nowMs;
  const byStart = (one: TicketGroup, other: TicketGroup) =>
    startOf(one.first) - startOf(other.first) || one.key.localeCompare(other.key);
  const [next, ...later] = groups.filter(isAhead).sort(byStart);
  const past = groups
    .filter((group) => !isAhead(group))
    .sort(byStart)
    .reverse();
  return { next: next ?? null, later, past };
}

/** The valid tickets that were bought together with this one for the same performance, itself among them. */
export function ticketsBeside(tickets: readonly WalletTicketView[], ticket: WalletTicketView): WalletTicketView[] {
  return tickets.filter((other) => groupKey(other) === groupKey(ticket)).sort(bySeatName);
}

function groupTickets(tickets: readonly WalletTicketView[]): TicketGroup[] {
  const groups = new Map<string, WalletTicketView[]>();
  for (const ticket of tickets) {
    const key = groupKey(ticket);
    groups.set(key, [...(groups.get(key) ?? []), ticket]);
  }
  return [...groups].flatMap(([key, members]) => {
    const sorted = members.sort(bySeatName);
    const [first] = sorted;
    return first ? [{ key, first, tickets: sorted }] : [];
  });
}

/** Of a journey or a fair those for the same way and days. */
const groupKey = ({ performanceId, orderId, status, startsAt, endsAt }: WalletTicketView) =>
  [performanceId, orderId, status, startsAt, endsAt].join(" ");
const bySeatName = (one: WalletTicketView, other: WalletTicketView) =>
  bySeat.compare(one.section, other.section) ||
  bySeat.compare(one.row ?? "", other.row ?? "") ||
  bySeat.compare(one.seat ?? "", other.seat ?? "") ||
  one.id.localeCompare(other.id);
const startOf = ({ startsAt }: WalletTicketView) => Date.parse(startsAt);
const endOf = ({ startsAt, endsAt }: WalletTicketView) =>
  endsAt ? Date.parse(endsAt) : Date.parse(startsAt) + UNKNOWN_END_MS;
