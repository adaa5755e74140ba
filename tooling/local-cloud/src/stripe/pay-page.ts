import type { Stripe } from "stripe";
import { formatAmount } from "./currencies.ts";
import { escaped, pageAround } from "./page-frame.ts";
import type { LineItemOnTheWire, SessionRecord } from "./store.ts";

/** The fields of the form, as they were typed. */
export interface PayForm {
  email: string;
  name: string;
  number: string;
  expiry: string;
  cvc: string;
}

export type PayFormErrors = Partial<Record<keyof PayForm, string>>;

interface Field {
  name: keyof PayForm;
  label: string;
  autocomplete: string;
  attributes?: string;
}

const EMAIL: Field = {
  name: "email",
  label: "Email",
  autocomplete: "email",
  attributes: 'type="email" maxlength="320"',
};
const NUMBER: Field = {
  name: "number",
  label: "Card number",
  autocomplete: "cc-number",
  attributes: 'inputmode="numeric" placeholder="1234 1234 1234 1234" maxlength="26"',
};
const EXPIRY: Field = {
  name: "expiry",
  label: "Expiry (MM/YY)",
  autocomplete: "cc-exp",
  attributes: 'inputmode="numeric" placeholder="MM/YY" maxlength="9"',
};
const CVC: Field = {
  name: "cvc",
  label: "CVC",
  autocomplete: "cc-csc",
  attributes: 'inputmode="numeric" placeholder="CVC" maxlength="4"',
};
const NAME: Field = { name: "name", label: "Name on card", autocomplete: "cc-name", attributes: 'maxlength="200"' };

function fieldHtml(field: Field, value: string, error: string | undefined, isFixed = false): string {
  const { name, label, autocomplete, attributes = "" } = field;
  const complaint = error ? ` aria-invalid="true" aria-describedby="${name}-error"` : "";
  const errorHtml = error ? `<p class="error" id="${name}-error">${escaped(error)}</p>` : "";
  return `<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" autocomplete="${autocomplete}" value="${escaped(value)}" required ${attributes}${complaint}${isFixed ? " readonly" : ""}>
${errorHtml}</div>`;
}

const TEST_CARDS = [
  ["4242 4242 4242 4242", "is paid"],
  ["4000 0025 0000 3155", "asks for 3-D Secure"],
  ["4000 0000 0000 0002", "is declined"],
  ["4000 0000 0000 9995", "has insufficient funds"],
  ["4000 0000 0000 0259", "is paid, disputed later at Stripe"],
] as const;

const testCardsHtml = `<details><summary>Test cards</summary>
<p class="soft">Any expiry date to come, any three digits as CVC.</p>
<dl>${TEST_CARDS.map(([number, outcome]) => `<dt>${number}</dt><dd>${outcome}</dd>`).join("")}</dl></details>`;

const BUTTON_WORDS: Record<string, string> = { book: "Book", donate: "Donate" };

function lineHtml(item: LineItemOnTheWire, locale: string): string {
  const each = formatAmount(item.price?.unit_amount ?? 0, item.currency, locale);
  const count = (item.quantity ?? 1) > 1 ? `<div class="soft">${item.quantity} × ${escaped(each)}</div>` : "";
  const total = formatAmount(item.amount_total, item.currency, locale);
  return `<li><div>${escaped(item.description ?? "")}${count}</div><div class="amount">${escaped(total)}</div></li>`;
}

/** The locale of a session as `Intl` takes it. */
export const localeOf = (session: Stripe.Checkout.Session) =>
  session.locale && session.locale !== "auto" ? session.locale : "en";

function orderHtml(record: SessionRecord, merchantName: string, total: string): string {
  const { session, lineItems } = record;
  const back = session.cancel_url ? `<a class="back" href="${escaped(session.cancel_url)}">← Back</a>` : "";
  const lines = lineItems.map((item) => lineHtml(item, localeOf(session))).join("");
  return `<section aria-labelledby="merchant">${back}
<h1 id="merchant">Pay ${escaped(merchantName)}</h1>
<p class="total">${escaped(total)}</p>
<ul class="lines">${lines}</ul></section>`;
}

/** The page on which a buyer pays an open session. `typed` and `errors` come from an earlier try. */
export function payPage(
  record: SessionRecord,
  merchantName: string,
  typed: Partial<PayForm> = {},
  errors: PayFormErrors = {},
): string {
  const { session } = record;
  const total = formatAmount(session.amount_total ?? 0, session.currency ?? "usd", localeOf(session));
  const fixedEmail = session.customer_email;
  const decline = Object.keys(errors).length === 0 ? record.lastDecline : undefined;
  const alert = decline ? `<div class="alert" role="alert">${escaped(decline)} You have not been charged.</div>` : "";
  const custom = session.custom_text.submit
    ? `<p class="soft under">${escaped(session.custom_text.submit.message)}</p>`
    : "";
  const field = (one: Field) => fieldHtml(one, one.name === "cvc" ? "" : (typed[one.name] ?? ""), errors[one.name]);
  const action = `/c/pay/${escaped(session.id)}`;
  return pageAround(
    `Pay ${merchantName}`,
    "wide",
    `${orderHtml(record, merchantName, total)}
<section class="card" aria-labelledby="method"><h2 id="method">Pay with card</h2>
${alert}<form method="post" action="${action}" novalidate>
${fixedEmail ? fieldHtml(EMAIL, fixedEmail, errors.email, true) : field(EMAIL)}
${field(NUMBER)}
<div class="pair">${field(EXPIRY)}${field(CVC)}</div>
${field(NAME)}
<button type="submit">${BUTTON_WORDS[session.submit_type ?? "pay"] ?? "Pay"} ${escaped(total)}</button>
${custom}</form>
${testCardsHtml}</section>`,
  );
}

/** The page on which a bank asks who is paying. */
export function challengePage(intent: Stripe.PaymentIntent, merchantName: string): string {
  const total = formatAmount(intent.amount, intent.currency);
  return pageAround(
    "3-D Secure",
    "narrow",
    `<section class="card"><h1>3-D Secure</h1>
<p>Your bank would ask here whether you are paying ${escaped(total)} to ${escaped(merchantName)}.</p>
<form method="post" action="/c/authenticate/${escaped(intent.id)}">
<button name="answer" value="complete">Complete authentication</button>
<button class="second" name="answer" value="fail">Fail authentication</button>
</form></section>`,
  );
}
