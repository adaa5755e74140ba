import { type BoughtPart, partText } from "../catalog/index.ts";
import { printedCode } from "./codes.ts";
import type { TicketPaper } from "./draw-ticket.ts";
import { clockTime, placeTime } from "./event-words.ts";
import type { WalletTicketView } from "./tickets.schema.ts";

const WORDS = {
  en: {
    order: "Order",
    doors: (time: string) => `, doors ${time}`,
    section: "Section",
    row: "Row",
    seat: "Seat",
    category: "Category",
    printed: "Printed ticket: this paper is the ticket now, the phone no longer is.",
    footer: ["It lets one person in, once: whoever shows it first.", "Do not post a picture of it."],
  },
  zh: {
    order: "订单",
    doors: (time: string) => `，${time} 入场`,
    section: "区域",
    row: "排",
    seat: "座",
    category: "票类",
    printed: "纸质票：现在以这张纸为准，手机上的票不再有效。",
    footer: ["仅限一人入场一次，先到先得。", "请勿公开票面照片。"],
  },
} as const;

/** The way of a journey, then the house; of who gets on at a later stop the way alone. */
function whereOf(view: WalletTicketView, locale: "en" | "zh"): string {
  const way = partText(partOf(view), view.timeZone, locale);
  const house = view.venueName === view.fromName ? [] : [view.venueName, view.city];
  return [...(way === null ? [] : [way]), ...house].join(", ");
}

function partOf({ startsAt, endsAt, lastDayAt, fromName, toName }: WalletTicketView): BoughtPart {
  const moment = (text: string | null) => (text === null ? null : new Date(text));
  return {
    startsAt: new Date(startsAt),
    doorsAt: null,
    isAtVenue: true,
    endsAt: moment(endsAt),
    lastDayAt: moment(lastDayAt),
    fromName,
    toName,
  };
}

/** What a printed ticket says. Throws for a ticket without a printed code. */
export function paperOf(
  view: WalletTicketView,
  locale: "en" | "zh",
  poster: Buffer | null,
  issuedAt: Date,
): TicketPaper {
  if (view.staticPart === null) throw new Error(`Ticket ${view.id} has no code to print`);
  const words = WORDS[locale];
  const doors = view.doorsAt ? words.doors(clockTime(new Date(view.doorsAt), view.timeZone)) : "";
  const place: [string, string][] = [[words.section, view.section]];
  if (view.row !== null) place.push([words.row, view.row]);
  if (view.seat !== null) place.push([words.seat, view.seat]);
  return {
    orderCode: view.orderCode,
    title: view.title,
    subtitle: view.subtitle,
    when: placeTime(new Date(view.startsAt), view.timeZone, locale) + doors,
    where: whereOf(view, locale),
    seatBlock: [...place, [words.category, view.categoryName]],
    code: printedCode(Uint8Array.from(Buffer.from(view.staticPart, "base64url"))),
    poster,
    orderLabel: words.order,
    printedNote: words.printed,
    footer: words.footer,
    issuedAt,
  };
}
