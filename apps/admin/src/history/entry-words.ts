"use client";

import type { AuditAction, AuditEntryView } from "@usher/api/contract";
import { isCurrency } from "@usher/api/money";
import { count, fullInstant, money } from "@usher/client/format";
import { useTranslations } from "next-intl";
import { deskZone } from "../format/clock.ts";
import { useOfficePath, useOrganizer } from "../shell/organizer.ts";

/** The sentence of each action, by what it is called in the messages. */
export const SENTENCES = {
  "event.create": "eventCreate",
  "event.change": "eventChange",
  "event.publish": "eventPublish",
  "event.unpublish": "eventUnpublish",
  "event.agenda": "eventAgenda",
  "event.exhibitors": "eventExhibitors",
  "event.repeat": "eventRepeat",
  "event.copy": "eventCopy",
  "performance.create": "performanceCreate",
  "performance.change": "performanceChange",
  "performance.move": "performanceMove",
  "performance.cancel": "performanceCancel",
  "venue.create": "venueCreate",
  "venue.change": "venueChange",
  "chart.create": "chartCreate",
  "chart.import": "chartImport",
  "chart.draw": "chartDraw",
  "chart.publish": "chartPublish",
  "release.setAside": "releaseSetAside",
  "release.change": "releaseChange",
  "release.open": "releaseOpen",
  "release.openKeptBack": "releaseOpenKeptBack",
  "gate.enrol": "gateEnrol",
  "order.refund": "orderRefund",
  "order.lookedAt": "orderLookedAt",
  "order.letterAgain": "orderLetterAgain",
  "refund.resend": "refundResend",
  "membership.left": "membershipLeft",
  "team.invite": "teamInvite",
  "team.resend": "teamResend",
  "team.withdraw": "teamWithdraw",
  "team.accept": "teamAccept",
  "team.change": "teamChange",
  "team.remove": "teamRemove",
} as const satisfies Record<AuditAction, string>;

/** Where an entry's thing can be looked at, if it has a page. */
export function useObjectPath(): (entry: AuditEntryView) => string | null {
  const officePath = useOfficePath();
  return ({ object, objectId, detail }) => {
    const { eventId, performanceId } = detail;
    switch (object) {
      case "event":
        return officePath(`/events/${objectId}`);
      case "performance":
        return eventId ? officePath(`/events/${eventId}`) : officePath(`/performances/${objectId}`);
      case "release":
        return performanceId ? officePath(`/performances/${performanceId}`) : null;
      case "order":
        return officePath(`/orders/${objectId}`);
      case "chart":
        return officePath(`/charts/${objectId}`);
      case "venue":
        return officePath("/venues");
      case "member":
      case "invitation":
        return officePath("/team");
      default:
        return null;
    }
  };
}

const MARK = " › ";

/** Says a value's path in words, as far as its parts are ours: "Prices, Rank 1, Price". */
export function usePathWords(): (path: string) => string {
  const t = useTranslations("historyFields");
  return (path) =>
    path
      .split(MARK)
      .map((part, at) => (isOwn(part, at) && t.has(part as "title") ? t(part as "title") : part))
      .join(", ");
}

/** The first part is ours, and so is what looks like a name of ours; what people wrote has capitals, blanks or signs. */
const isOwn = (part: string, at: number) => at === 0 || /^[a-z][A-Za-z]*$/.test(part);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Says one value as people read it: amounts with their currency, moments by the desk's clock. */
export function useValueWords(): (
  path: string,
  value: AuditEntryView["changes"][number]["after"],
  entry: AuditEntryView,
) => string | null {
  const t = useTranslations("history");
  const roles = useTranslations("roles");
  const states = useTranslations("publication");
  const { locale } = useOrganizer();
  return (path, value, { detail }) => {
    if (value === null) return null;
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    const field = path.split(MARK).at(-1) ?? path;
    const { currency } = detail;
    if (typeof value === "number") {
      const isMoney = field.endsWith("Minor") && typeof currency === "string" && isCurrency(currency);
      return isMoney ? money(value, currency, locale) : count(value, locale);
    }
    if (INSTANT.test(value)) return fullInstant(value, deskZone(), locale);
    if (path === "role" && roles.has(value as "owner")) return roles(value as "owner");
    if (path === "status" && states.has(value as "draft")) return states(value as "draft");
    return value;
  };
}
