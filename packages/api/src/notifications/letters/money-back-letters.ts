import {
  button,
  framed,
  headline,
  type LetterLocale,
  note,
  occasion,
  paragraph,
  subhead,
  type WrittenLetter,
} from "./frame.ts";
import type { OccasionFacts } from "./order-paid-letter.ts";
import { ORDER_WORDS } from "./order-words.ts";
import { seatLines, seatRows } from "./seats-of-letter.ts";

export interface TicketsRefundedFacts {
  readonly orderCode: string;
  readonly occasions: readonly OccasionFacts[];
  readonly amount: string;
  /** As the organizer wrote it; null where the buyer asked for it. */
  readonly reason: string | null;
  readonly orderUrl: string;
}

/** The letter when tickets were taken back and their money is on its way. */
export function ticketsRefundedLetter(facts: TicketsRefundedFacts, locale: LetterLocale): WrittenLetter {
  const words = ORDER_WORDS[locale];
  const { refunded } = words;
  const subject = refunded.subject(facts.occasions[0]?.title ?? "");
  const lead = refunded.lead(facts.amount);
  const reason = facts.reason === null ? null : `${refunded.reason}: ${facts.reason}`;
  return {
    subject,
    text: [
      refunded.headline,
      "",
      `${lead} ${refunded.when}`,
      ...(reason ? [reason] : []),
      "",
      `${refunded.seats}:`,
      ...seatLines(facts.occasions),
      `${refunded.dead}. ${refunded.deadDetail}`,
      "",
      `${words.order} ${facts.orderCode}: ${facts.orderUrl}`,
      words.answer,
      "",
    ].join("\n"),
    html: framed({
      locale,
      title: subject,
      preview: lead,
      corner: `${words.order} ${facts.orderCode}`,
      body: [
        headline(refunded.headline),
        paragraph(`${lead} ${refunded.when}`),
        ...(reason ? [paragraph(reason)] : []),
        subhead(refunded.seats),
        ...seatRows(facts.occasions),
        note(refunded.dead, refunded.deadDetail),
        button(refunded.openAll, facts.orderUrl),
      ],
      footer: [words.answer],
    }),
  };
}

export interface OrderReturnedFacts {
  readonly orderCode: string;
  readonly occasions: readonly OccasionFacts[];
  readonly amount: string;
  readonly eventUrl: string;
}

/** The letter when money came too late for its seats and all of it goes back. */
export function orderReturnedLetter(facts: OrderReturnedFacts, locale: LetterLocale): WrittenLetter {
  const words = ORDER_WORDS[locale];
  const { returned } = words;
  const subject = returned.subject(facts.occasions[0]?.title ?? "");
  const lead = returned.lead(facts.amount);
  return {
    subject,
    text: [
      returned.headline,
      "",
      lead,
      returned.when,
      "",
      `${returned.openAll}: ${facts.eventUrl}`,
      `${words.order} ${facts.orderCode}`,
      words.answer,
      "",
    ].join("\n"),
    html: framed({
      locale,
      title: subject,
      preview: lead,
      corner: `${words.order} ${facts.orderCode}`,
      body: [
        headline(returned.headline),
        paragraph(lead),
        paragraph(returned.when),
        ...facts.occasions.map(({ seats: _, ...one }) => occasion(one)),
        button(returned.openAll, facts.eventUrl),
      ],
      footer: [words.answer],
    }),
  };
}
