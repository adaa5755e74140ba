/** What a bank answers to a card: paid, settles later, wants proof of who is paying, or no. */
export type CardVerdict =
  | { kind: "approved" }
  | { kind: "processing" }
  | { kind: "challenge"; thenApproved: boolean }
  | { kind: "declined"; code: string; declineCode: string; message: string };

/** A card as the charge remembers it. The number itself is never kept. */
export interface Card {
  brand: string;
  last4: string;
  expiryMonth: number;
  expiryYear: number;
  verdict: CardVerdict;
}

/** Outcomes that the control interface and `pm_card_…` names can ask for. */
export const CARD_OUTCOMES = {
  success: "4242424242424242",
  declined: "4000000000000002",
  "insufficient-funds": "4000000000009995",
  "lost-card": "4000000000009987",
  "stolen-card": "4000000000009979",
  expired: "4000000000000069",
  "incorrect-cvc": "4000000000000127",
  "processing-error": "4000000000000119",
  "three-d-secure": "4000002500003155",
  dispute: "4000000000000259",
  processing: "4242424242424242",
} as const;
export type CardOutcome = keyof typeof CARD_OUTCOMES;

const declined = (code: string, declineCode: string, message: string): CardVerdict => ({
  kind: "declined",
  code,
  declineCode,
  message,
});

const approvedAfterChallenge: CardVerdict = { kind: "challenge", thenApproved: true };
const wasDeclined = "Your card was declined.";

// Source: docs.stripe.com/testing. A Luhn-valid number that is not here is taken like 4242 4242 4242 4242.
const VERDICTS: Record<string, CardVerdict> = {
  "4000000000000002": declined("card_declined", "generic_decline", wasDeclined),
  "4000000000009995": declined("card_declined", "insufficient_funds", "Your card has insufficient funds."),
  "4000000000009987": declined("card_declined", "lost_card", wasDeclined),
  "4000000000009979": declined("card_declined", "stolen_card", wasDeclined),
  "4000000000000069": declined("expired_card", "expired_card", "Your card has expired."),
  "4000000000000127": declined("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect."),
  "4000000000000119": declined(
    "processing_error",
    "processing_error",
    "An error occurred while processing your card. Try again in a little bit.",
  ),
  "4000002500003155": approvedAfterChallenge,
  "4000002760003184": approvedAfterChallenge,
  "4000000000003220": approvedAfterChallenge,
  "4000008400001629": { kind: "challenge", thenApproved: false },
};

const PAYMENT_METHODS: Record<string, string> = {
  pm_card_visa: CARD_OUTCOMES.success,
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_chargeDeclined: CARD_OUTCOMES.declined,
  pm_card_visa_chargeDeclined: CARD_OUTCOMES.declined,
  pm_card_chargeDeclinedInsufficientFunds: CARD_OUTCOMES["insufficient-funds"],
  pm_card_visa_chargeDeclinedInsufficientFunds: CARD_OUTCOMES["insufficient-funds"],
  pm_card_chargeDeclinedExpiredCard: CARD_OUTCOMES.expired,
  pm_card_chargeDeclinedIncorrectCvc: CARD_OUTCOMES["incorrect-cvc"],
  pm_card_chargeDeclinedProcessingError: CARD_OUTCOMES["processing-error"],
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_threeDSecure2Required: "4000000000003220",
  pm_card_createDispute: CARD_OUTCOMES.dispute,
};

function brandOf(number: string): string {
  if (/^3[47]/.test(number)) return "amex";
  if (/^(5[1-5]|2[2-7])/.test(number)) return "mastercard";
  if (/^(6011|65|64[4-9])/.test(number)) return "discover";
  if (/^62/.test(number)) return "unionpay";
  return number.startsWith("4") ? "visa" : "unknown";
}

/** The check digit of ISO/IEC 7812-1: catches a mistyped number before any bank is asked. */
export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const doubled = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

/** The card behind a number that passed the Luhn check; year has four digits. */
export function cardFromNumber(number: string, expiryMonth: number, expiryYear: number): Card {
  const verdict = VERDICTS[number] ?? { kind: "approved" };
  return { brand: brandOf(number), last4: number.slice(-4), expiryMonth, expiryYear, verdict };
}

/** The card an outcome of the control interface stands for. */
export function cardFromOutcome(outcome: CardOutcome, year: number): Card {
  const card = cardFromNumber(CARD_OUTCOMES[outcome], 12, year);
  return outcome === "processing" ? { ...card, verdict: { kind: "processing" } } : card;
}

/** The card one of Stripe's ready-made payment methods stands for; undefined when the name is not known. */
export function cardFromPaymentMethod(name: string, year: number): Card | undefined {
  const number = PAYMENT_METHODS[name];
  return number === undefined ? undefined : cardFromNumber(number, 12, year);
}

/** What is wrong with the card fields of the page, one sentence per field; empty when all can go to the bank. */
export function cardFieldErrors(
  fields: { number: string; expiry: string; cvc: string },
  now: Date,
): Partial<Record<"number" | "expiry" | "cvc", string>> {
  const errors: Partial<Record<"number" | "expiry" | "cvc", string>> = {};
  if (!passesLuhn(fields.number)) errors.number = "Your card number is invalid.";
  const expiry = parseExpiry(fields.expiry);
  if (!expiry) errors.expiry = "Your card's expiration date is incomplete or invalid.";
  else if (new Date(Date.UTC(expiry.year, expiry.month, 1)) <= now) {
    errors.expiry = "Your card's expiration date is in the past.";
  }
  const cvcLength = brandOf(fields.number) === "amex" ? /^\d{3,4}$/ : /^\d{3}$/;
  if (!cvcLength.test(fields.cvc)) errors.cvc = "Your card's security code is incomplete.";
  return errors;
}

/** Reads "12/34", "12 / 2034" or "1234" as a month and a year of four digits. */
export function parseExpiry(written: string): { month: number; year: number } | undefined {
  const match = /^(\d{1,2})\s*[/-]?\s*(\d{2}|\d{4})$/.exec(written.trim());
  if (!match) return undefined;
  const month = Number(match[1]);
  const year = Number(match[2]) + (match[2]?.length === 2 ? 2000 : 0);
  return month >= 1 && month <= 12 ? { month, year } : undefined;
}
