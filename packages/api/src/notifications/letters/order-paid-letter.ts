import {
  amounts,
  button,
  framed,
  headline,
  type LetterLocale,
  links,
  note,
  occasion,
  ruledRows,
  steps,
  subhead,
  type WrittenLetter,
} from "./frame.ts";
import { ORDER_WORDS } from "./order-words.ts";

/** One performance of an order in words. */
export interface OccasionFacts {
  readonly title: string;
  readonly subtitle: string;
  /** "Sat 14 Nov 2026, 20:00, doors 18:30", "Maas Arena, Rotterdam". */
  readonly lines: readonly string[];
  readonly seats: readonly { readonly name: string; readonly category: string }[];
}

export interface OrderPaidFacts {
  /** "8QF3 M2ZD". */
  readonly orderCode: string;
  readonly posterUrl: string;
  readonly occasions: readonly OccasionFacts[];
  /** What happens when, after now. */
  readonly next: readonly { readonly when: string; readonly what: string }[];
  readonly amounts: readonly (readonly [label: string, amount: string])[];
  readonly total: string;
  /** "Paid 11 Oct 2026, 18:02. €14.12 of it is VAT, 9 %." */
  readonly paidSentence: string;
  readonly organizerName: string;
  readonly ticketsUrl: string;
  readonly calendarUrl: string;
}

/** The letter after a payment. It carries no code: a copy of it lets nobody in. */
export function orderPaidLetter(facts: OrderPaidFacts, locale: LetterLocale): WrittenLetter {
  const words = ORDER_WORDS[locale];
  const [first] = facts.occasions;
  const subject = words.paid.subject(first?.title ?? "");
  const open = { url: facts.ticketsUrl, label: words.paid.open };
  const now = { when: words.paid.now, what: words.paid.nowDetail };
  const footer = [words.paid.organizer(facts.organizerName), words.answer];
  return {
    subject,
    text: plainText(facts, locale),
    html: framed({
      locale,
      title: subject,
      preview: [first?.seats.map(({ name }) => name).join("; "), ...(first?.lines ?? [])].filter(Boolean).join(". "),
      corner: `${words.order} ${facts.orderCode}`,
      picture: { url: facts.posterUrl, label: words.poster(first?.title ?? "") },
      body: [
        headline(words.paid.headline),
        ...facts.occasions.flatMap(({ seats, ...one }) => [
          occasion(one),
          ruledRows(seats.map(({ name, category }) => ({ name, detail: category, link: open }))),
        ]),
        button(words.paid.openAll, facts.ticketsUrl),
        links([
          { label: words.paid.calendar, url: facts.calendarUrl },
          { label: words.paid.print, url: facts.ticketsUrl },
        ]),
        note(words.paid.noCode, words.paid.noCodeDetail),
        subhead(words.paid.next),
        steps([now, ...facts.next]),
        subhead(words.paid.amounts),
        amounts(facts.amounts, [words.total, facts.total], facts.paidSentence),
      ],
      footer,
    }),
  };
}

function plainText(facts: OrderPaidFacts, locale: LetterLocale): string {
  const words = ORDER_WORDS[locale];
  const occasions = facts.occasions.flatMap(({ title, subtitle, lines, seats }) => [
    subtitle ? `${title}, ${subtitle}` : title,
    ...lines,
    ...seats.map(({ name, category }) => `  ${name} (${category})`),
    "",
  ]);
  return [
    words.paid.headline,
    "",
    ...occasions,
    `${words.paid.openAll}: ${facts.ticketsUrl}`,
    `${words.paid.calendar}: ${facts.calendarUrl}`,
    "",
    `${words.paid.noCode} ${words.paid.noCodeDetail}`,
    "",
    words.paid.next,
    ...facts.next.map(({ when, what }) => `  ${when}: ${what}`),
    "",
    ...facts.amounts.map(([label, amount]) => `${label}: ${amount}`),
    `${words.total}: ${facts.total}`,
    facts.paidSentence,
    "",
    `${words.order} ${facts.orderCode}`,
    words.paid.organizer(facts.organizerName),
    words.answer,
    "",
  ].join("\n");
}
