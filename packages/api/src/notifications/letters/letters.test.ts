import { expect, test } from "vitest";
import { accountLetter } from "./account-letter.ts";
import { performanceCancelledLetter, performanceMovedLetter } from "./change-letters.ts";
import { type LetterLocale, letterLocale } from "./frame.ts";
import { markup } from "./markup.ts";
import { orderReturnedLetter, ticketsRefundedLetter } from "./money-back-letters.ts";
import { orderPaidLetter } from "./order-paid-letter.ts";
import { saleReminderLetter } from "./sale-reminder-letter.ts";
import { signInLetter } from "./sign-in-letter.ts";
import { teamInvitationLetter } from "./team-invitation-letter.ts";

const EVIL = `<img src=x onerror="alert('1')"> & more`;
const LANGUAGES: LetterLocale[] = ["en", "zh"];

const occasion = {
  title: EVIL,
  subtitle: EVIL,
  lines: [EVIL],
  seats: [{ name: EVIL, category: EVIL }],
};
const orderPage = { orderUrl: "https://usher.example/orders/1" };
const paid = {
  orderCode: "8QF3 M2ZD",
  posterUrl: "https://usher.example/api/posters/7?w=780",
  occasions: [occasion],
  next: [{ when: EVIL, what: EVIL }],
  amounts: [[EVIL, EVIL]] as const,
  total: EVIL,
  paidSentence: EVIL,
  organizerName: EVIL,
  ticketsUrl: "https://usher.example/tickets",
  calendarUrl: "https://usher.example/api/orders/1/calendar.ics",
};
const letters = (locale: LetterLocale) => ({
  paid: orderPaidLetter(paid, locale),
  refunded: ticketsRefundedLetter(
    { orderCode: EVIL, occasions: [occasion], amount: EVIL, reason: EVIL, orderUrl: "https://usher.example/orders/1" },
    locale,
  ),
  cancelled: performanceCancelledLetter(
    { ...{ orderCode: EVIL, occasions: [occasion], amount: EVIL, organizer: EVIL, reason: EVIL }, ...orderPage },
    locale,
  ),
  moved: performanceMovedLetter(
    {
      ...{ orderCode: EVIL, occasions: [occasion], amount: EVIL, organizer: EVIL, reason: EVIL, ...orderPage },
      ...{ before: EVIL, now: EVIL, until: EVIL },
    },
    locale,
  ),
  returned: orderReturnedLetter(
    { orderCode: EVIL, occasions: [occasion], amount: EVIL, eventUrl: "https://usher.example/events/x" },
    locale,
  ),
  saleReminder: saleReminderLetter(
    { title: EVIL, day: EVIL, time: EVIL, place: EVIL, eventUrl: "https://usher.example/events/x" },
    locale,
  ),
  wayAdded: accountLetter({ kind: "wayAdded", provider: EVIL, pageUrl: "https://usher.example/account" }, locale),
  accountDeleted: accountLetter({ kind: "accountDeleted", pageUrl: "https://usher.example/sign-in" }, locale),
  invited: teamInvitationLetter(
    {
      ...{ organizer: EVIL, role: "boxOffice", inviter: EVIL, until: "30 November" },
      linkUrl: "https://office.usher.example/join/t",
    },
    locale,
  ),
  signIn: signInLetter(
    { code: "042317", linkUrl: "https://usher.example/sign-in/confirm?token=t&x=1", minutesValid: 15 },
    locale,
  ),
});

test.each(LANGUAGES)("whatever an organizer writes stays text in every letter (%s)", (locale) => {
  for (const [name, { html }] of Object.entries(letters(locale))) {
    expect(html, name).not.toContain("<img");
    expect(html, name).not.toMatch(/onerror="/);
  }
  expect(letters(locale).paid.html).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; more");
});

test.each(LANGUAGES)("every letter says the same as plain text, and in its own language (%s)", (locale) => {
  const {
    signIn,
    invited,
    paid: order,
    refunded,
    returned,
    wayAdded,
    accountDeleted,
    cancelled,
    moved,
  } = letters(locale);
  expect(signIn.text).toContain("042317");
  expect(signIn.text).toContain("https://usher.example/sign-in/confirm?token=t&x=1");
  expect(signIn.html).toContain("https://usher.example/sign-in/confirm?token=t&amp;x=1");
  expect(order.text).toContain("https://usher.example/tickets");
  for (const { text } of [refunded, cancelled, moved]) expect(text).toContain("https://usher.example/orders/1");
  expect(returned.text).toContain("https://usher.example/events/x");
  const others = [signIn, invited, order, refunded, returned, wayAdded, accountDeleted];
  for (const { html, text, subject } of [...others, cancelled, moved]) {
    expect(html).toContain(`<html lang="${locale}">`);
    expect(html).toContain("prefers-color-scheme: dark");
    for (const part of [text, subject]) expect(/[\u4e00-\u9fff]/.test(part)).toBe(locale === "zh");
  }
});

test("the letter after a payment shows the poster and carries no code", () => {
  const { html, text } = letters("en").paid;
  expect(html).toContain("https://usher.example/api/posters/7?w=780");
  expect(html + text).not.toContain("USHER1:");
  expect(html).toContain("There is no code in this mail.");
});

test("markup goes in as it is, and text never passes for it", () => {
  const inner = markup`<b>${"<i>"}</b>`;
  expect(markup`<p title="${'"'}">${inner}${[inner]}</p>`.html).toBe(
    '<p title="&quot;"><b>&lt;i&gt;</b><b>&lt;i&gt;</b></p>',
  );
});

test("a language that no letter is written in becomes English", () => {
  expect(["en", "zh", "nl", ""].map(letterLocale)).toEqual(["en", "zh", "en", "en"]);
});
