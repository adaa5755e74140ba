import { button, framed, headline, type LetterLocale, paragraph, type WrittenLetter } from "./frame.ts";

export interface SaleReminderFacts {
  readonly title: string;
  /** Day and time of day by the clock of the venue. */
  readonly day: string;
  readonly time: string;
  readonly place: string;
  readonly eventUrl: string;
}

const WORDS = {
  en: {
    subject: (title: string) => `On sale soon: ${title}`,
    when: (day: string, time: string) => `Tickets go on sale on ${day} at ${time}, local time.`,
    open: "Open the event",
    footer: "You asked us to remind you of this sale. There will be no other letter about it.",
  },
  zh: {
    subject: (title: string) => `即将开售：${title}`,
    when: (day: string, time: string) => `当地时间 ${day} ${time} 开售。`,
    open: "打开活动页面",
    footer: "您曾要求我们提醒此次开售。我们不会再为此发送其他邮件。",
  },
} as const;

/** The letter a quarter of an hour before a sale opens. */
export function saleReminderLetter(facts: SaleReminderFacts, locale: LetterLocale): WrittenLetter {
  const words = WORDS[locale];
  const { title, day, time, place, eventUrl } = facts;
  const when = words.when(day, time);
  return {
    subject: words.subject(title),
    text: [title, place, "", when, eventUrl, "", words.footer, ""].join("\n"),
    html: framed({
      locale,
      title: words.subject(title),
      preview: when,
      corner: "",
      body: [headline(title), paragraph(place), paragraph(when), button(words.open, eventUrl)],
      footer: [words.footer],
    }),
  };
}
