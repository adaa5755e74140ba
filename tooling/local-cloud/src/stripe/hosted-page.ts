import type { IncomingMessage, ServerResponse } from "node:http";
import type { Account } from "./account.ts";
import { cardFieldErrors, cardFromNumber, parseExpiry } from "./cards.ts";
import { readBody, seeOther, sendPage } from "./http.ts";
import { answerChallenge } from "./intents.ts";
import { messagePage } from "./page-frame.ts";
import { challengePage, type PayForm, type PayFormErrors, payPage } from "./pay-page.ts";
import { answerSessionChallenge, expireIfDue, paySession, successAddress } from "./sessions.ts";
import type { IntentRecord, SessionRecord } from "./store.ts";

/** The pages that a buyer's browser sees: /c/pay/:session and /c/authenticate/:intent. */
export async function handleHostedPage(account: Account, req: IncomingMessage, res: ServerResponse) {
  const [, , page, id = ""] = (req.url ?? "").split("?")[0]?.split("/") ?? [];
  const isPost = req.method === "POST";
  const form = new URLSearchParams(isPost ? await readBody(req) : "");
  if (page === "pay") {
    const record = account.store.sessions.get(id);
    if (!record) return notFound(res);
    expireIfDue(account, record);
    if (record.session.status !== "open") return showClosed(res, record, isPost);
    if (isPost) return pay(account, record, form, res);
    return sendPage(res, 200, payPage(record, account.merchantName, { email: "" }));
  }
  const attempt = page === "authenticate" ? account.store.intents.get(id) : undefined;
  if (!attempt) return notFound(res);
  return authenticate(account, attempt, isPost ? form.get("answer") : null, res);
}

function notFound(res: ServerResponse) {
  sendPage(res, 404, messagePage("Page not found", "This payment page does not exist. Check the link you followed."));
}

/** A second press of the button arrives when the session is paid already: it goes where the first one went. */
function showClosed(res: ServerResponse, { session }: SessionRecord, isPost: boolean) {
  if (session.status === "complete") {
    if (isPost) return seeOther(res, successAddress(session));
    const link = { href: successAddress(session), label: "Continue" };
    return sendPage(res, 200, messagePage("You have already paid", "This payment is complete.", link));
  }
  const link = session.cancel_url ? { href: session.cancel_url, label: "← Back" } : undefined;
  const message = "The time to pay is over, or the order was changed. You have not been charged.";
  return sendPage(res, isPost ? 410 : 200, messagePage("This payment page has expired", message, link));
}

function readForm(form: URLSearchParams, fixedEmail: string | null): PayForm {
  const typed = (name: string) => (form.get(name) ?? "").trim();
  return {
    email: fixedEmail ?? typed("email"),
    name: typed("name"),
    number: typed("number").replace(/[\s-]/g, ""),
    expiry: typed("expiry"),
    cvc: typed("cvc"),
  };
}

function formErrors(form: PayForm, now: Date): PayFormErrors {
  const errors: PayFormErrors = cardFieldErrors(form, now);
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.email)) errors.email = "Your email is incomplete or invalid.";
  if (form.name === "") errors.name = "Enter the name on your card.";
  return errors;
}

function pay(account: Account, record: SessionRecord, given: URLSearchParams, res: ServerResponse) {
  const form = readForm(given, record.session.customer_email);
  const errors = formErrors(form, new Date(account.now()));
  const expiry = parseExpiry(form.expiry);
  if (Object.keys(errors).length > 0 || !expiry) {
    return sendPage(res, 422, payPage(record, account.merchantName, form, errors));
  }
  const card = cardFromNumber(form.number, expiry.month, expiry.year);
  const intent = paySession(account, record, card, { email: form.email, name: form.name });
  if (intent.status === "requires_action") return seeOther(res, `/c/authenticate/${intent.id}`);
  if (record.session.status === "complete") return seeOther(res, successAddress(record.session));
  // The declined number is not shown again: another card is wanted.
  return sendPage(res, 402, payPage(record, account.merchantName, { email: form.email, name: form.name }));
}

function authenticate(account: Account, attempt: IntentRecord, answer: string | null, res: ServerResponse) {
  const record = attempt.sessionId ? account.store.sessions.get(attempt.sessionId) : undefined;
  if (record) expireIfDue(account, record);
  const isAsked = attempt.intent.status === "requires_action";
  if (record && record.session.status !== "open" && !isAsked) return showClosed(res, record, answer !== null);
  if (!isAsked) {
    if (record) return seeOther(res, `/c/pay/${record.id}`);
    return sendPage(res, 200, messagePage("Nothing to confirm", "This payment needs no authentication."));
  }
  if (answer === null) return sendPage(res, 200, challengePage(attempt.intent, account.merchantName));
  const returnUrl = attempt.intent.next_action?.redirect_to_url?.return_url;
  const passed = answer === "complete";
  if (!record) {
    answerChallenge(account, attempt, passed);
    if (returnUrl) return seeOther(res, returnUrl);
    return sendPage(res, 200, messagePage("Thank you", "You can return to the shop."));
  }
  answerSessionChallenge(account, record, attempt, passed);
  if (record.session.status === "complete") return seeOther(res, successAddress(record.session));
  return seeOther(res, `/c/pay/${record.id}`);
}
