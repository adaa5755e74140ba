import {
  button,
  framed,
  headline,
  type LetterLocale,
  note,
  occasion,
  paragraph,
  ruledRows,
  subhead,
  type WrittenLetter,
} from "./frame.ts";
import type { OccasionFacts } from "./order-paid-letter.ts";
import { ORDER_WORDS } from "./order-words.ts";
import { seatLines, seatRows } from "./seats-of-letter.ts";

export interface PerformanceCancelledFacts {
  readonly orderCode: string;
  readonly occasions: readonly OccasionFacts[];
  readonly amount: string;
  readonly organizer: string;
  /** As the organizer wrote it. */
  readonly reason: string;
  readonly orderUrl: string;
}

/** The letter when a performance was cancelled and its money is on its way. */
export function performanceCancelledLetter(facts: PerformanceCancelledFacts, locale: LetterLocale): WrittenLetter {
  const words = ORDER_WORDS[locale];
  const { cancelled } = words;
  const subject = cancelled.subject(facts.occasions[0]?.title ?? "");
  const lead = cancelled.lead(facts.amount);
  const said = cancelled.from(facts.organizer);
  return {
    subject,
    text: [
      ...[cancelled.headline, "", `${lead} ${cancelled.when}`, "", `${said}: ${facts.reason}`, ""],
      ...[
        `${cancelled.seats}:`,
        ...seatLines(facts.occasions),
        "",
        `${words.order} ${facts.orderCode}: ${facts.orderUrl}`,
      ],
      ...[words.answer, ""],
    ].join("\n"),
    html: framed({
      locale,
      title: subject,
      preview: lead,
      corner: `${words.order} ${facts.orderCode}`,
      body: [
        headline(cancelled.headline),
        paragraph(`${lead} ${cancelled.when}`),
        note(said, facts.reason),
        subhead(cancelled.seats),
        ...seatRows(facts.occasions),
        button(cancelled.openAll, facts.orderUrl),
      ],
      footer: [words.answer],
    }),
  };
}

export interface PerformanceMovedFacts {
  readonly orderCode: string;
  /** With the new times. */
  readonly occasions: readonly OccasionFacts[];
  /** When it began before. */
  readonly before: string;
  /** When it begins now. */
  readonly now: string;
  readonly amount: string;
  /** Until when the tickets may be given back. */
  readonly until: string;
  readonly organizer: string;
  readonly reason: string;
  readonly orderUrl: string;
}

/** The letter when a performance was moved to another time. */
export function performanceMovedLetter(facts: PerformanceMovedFacts, locale: LetterLocale): WrittenLetter {
  const words = ORDER_WORDS[locale];
  const { moved } = words;
  const subject = moved.subject(facts.occasions[0]?.title ?? "");
  const said = moved.from(facts.organizer);
  const choice = moved.choiceDetail(facts.amount, facts.until);
  return {
    subject,
    text: [
      ...[moved.headline, "", `${moved.now}: ${facts.now}`, `${moved.before}: ${facts.before}`, "", moved.lead, ""],
      ...[`${said}: ${facts.reason}`, "", `${moved.choice} ${choice}`, ""],
      ...[`${words.order} ${facts.orderCode}: ${facts.orderUrl}`, words.answer, ""],
    ].join("\n"),
    html: framed({
      locale,
      title: subject,
      preview: `${moved.now}: ${facts.now}`,
      corner: `${words.order} ${facts.orderCode}`,
      body: [
        headline(moved.headline),
        ...facts.occasions.map(({ seats: _, ...one }) => occasion(one)),
        ruledRows([
          { name: moved.now, detail: facts.now },
          { name: moved.before, detail: facts.before },
        ]),
        paragraph(moved.lead),
        note(said, facts.reason),
        subhead(moved.choice),
        paragraph(choice),
        button(moved.openAll, facts.orderUrl),
      ],
      footer: [words.answer],
    }),
  };
}
