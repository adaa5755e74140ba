import Stripe from "stripe";
import type { ApiEnv } from "../../env.ts";
import { currencyExponent } from "../../kernel/money.ts";

/** What a hosted payment page is opened with. Stored before the call, so that a repeat sends the very same thing. */
export interface PaymentPageRequest {
  readonly orderId: string;
  readonly orderCode: string;
  readonly attemptNumber: number;
  readonly email: string;
  readonly locale: string;
  readonly currency: string;
  readonly lines: readonly { readonly name: string; readonly amountMinor: number }[];
  /** What the page says above its button: the refund rule. */
  readonly notice: string;
  readonly successUrl: string;
  readonly cancelUrl: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

export type OpenedPage =
  | { readonly outcome: "open"; readonly sessionId: string; readonly url: string }
  /** The provider proves that no page exists under this key. */
  | { readonly outcome: "refused" }
  /** Nobody knows: treated as open until it is learnt. */
  | { readonly outcome: "unknown" };

export interface PaymentSession {
  readonly id: string;
  readonly orderId: string | null;
  readonly status: "open" | "complete" | "expired";
  readonly paid: boolean;
  readonly paymentIntentId: string | null;
  readonly amountMinor: number;
  readonly currency: string;
  readonly url: string | null;
  /** Why the last try on the page failed, when one did. */
  readonly problem: "declined" | "insufficientFunds" | "authenticationFailed" | null;
}

export type SentRefund =
  | { readonly outcome: "sent"; readonly id: string; readonly status: "succeeded" | "pending" | "failed" }
  | { readonly outcome: "refused"; readonly reason: string };

export interface RefundRequest {
  readonly paymentIntentId: string;
  readonly amountMinor: number;
  readonly refundId: string;
  readonly tries: number;
  /** The provider forgets keys after a day. Set when this try may be older: then it is looked for before it is made. */
  readonly isKeyForgotten: boolean;
}

/** The payment provider as checkout needs it. Errors of its own stay inside: what is thrown is "no answer, try again". */
export interface PaymentProvider {
  openPage(request: PaymentPageRequest, idempotencyKey: string): Promise<OpenedPage>;
  readSession(sessionId: string): Promise<PaymentSession>;
  /** Closes a page. Returns how the session stands afterwards: it may turn out to be paid. */
  closePage(sessionId: string): Promise<PaymentSession>;
  /** Gives money back. The number of the try is part of the key: a repeat of one try is the same refund, also after days. */
  refund(request: RefundRequest): Promise<SentRefund>;
  readRefund(providerRefundId: string): Promise<{ id: string; status: "succeeded" | "pending" | "failed" }>;
  /** The event of a signed message. Throws when the signature is wrong or older than 300 s. */
  readEvent(body: string, signature: string): Promise<{ id: string; type: string; objectId: string }>;
  /** Events since a moment (seconds), newest first, of the kinds that move an order or a refund. */
  recentEvents(sinceSeconds: number): Promise<{ id: string; type: string; objectId: string }[]>;
}

const TIMEOUT_MS = 8_000;
const EVENT_TYPES = [
  "checkout.session.completed",
  "checkout.session.expired",
  "refund.updated",
  "refund.failed",
] as const;

/** Locales that the hosted page has, by ours. */
const PAGE_LOCALES: Record<string, Stripe.Checkout.SessionCreateParams["locale"]> = { en: "en", zh: "zh" };

export function openPaymentProvider(env: ApiEnv): PaymentProvider {
  const stripe = new Stripe(env.STRIPE_SECRET_KEY, {
    host: env.STRIPE_API_HOST,
    port: env.STRIPE_API_PORT,
    protocol: env.STRIPE_API_PROTOCOL,
    telemetry: false,
    maxNetworkRetries: 2,
    timeout: TIMEOUT_MS,
  });
  return {
    async openPage(request, idempotencyKey) {
      try {
        const session = await stripe.checkout.sessions.create(pageParameters(request), { idempotencyKey });
        return session.url ? { outcome: "open", sessionId: session.id, url: session.url } : { outcome: "unknown" };
      } catch (error) {
        return { outcome: provesNoPage(error) ? "refused" : "unknown" };
      }
    },
    readSession: async (id) => sessionView(await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] })),
    async closePage(id) {
      try {
        await stripe.checkout.sessions.expire(id);
      } catch (error) {
        // Only an open session can be closed: whatever it is instead is read below.
        if (!(error instanceof Stripe.errors.StripeInvalidRequestError)) throw error;
      }
      return sessionView(await stripe.checkout.sessions.retrieve(id, { expand: ["payment_intent"] }));
    },
    async refund(request) {
      const { paymentIntentId, amountMinor, refundId, tries } = request;
      try {
        const made = request.isKeyForgotten ? await findRefund(stripe, request) : undefined;
        const metadata = { refund_id: refundId, refund_try: String(tries) };
        const refund =
          made ??
          (await stripe.refunds.create(
            { payment_intent: paymentIntentId, amount: amountMinor, metadata },
            { idempotencyKey: `refund:${refundId}:${tries}` },
          ));
        return { outcome: "sent", id: refund.id, status: refundStatus(refund.status) };
      } catch (error) {
        if (error instanceof Stripe.errors.StripeInvalidRequestError)
          return { outcome: "refused", reason: error.code ?? error.type };
        throw error;
      }
    },
    async readRefund(id) {
      const refund = await stripe.refunds.retrieve(id);
      return { id: refund.id, status: refundStatus(refund.status) };
    },
    async readEvent(body, signature) {
      const event = await stripe.webhooks.constructEventAsync(body, signature, env.STRIPE_WEBHOOK_SECRET);
      return eventRef(event);
    },
    async recentEvents(sinceSeconds) {
      const events: { id: string; type: string; objectId: string }[] = [];
      const list = stripe.events.list({ created: { gte: sinceSeconds }, types: [...EVENT_TYPES], limit: 100 });
      for await (const event of list) events.push(eventRef(event));
      return events;
    },
  };
}

/** Only a request that was understood and turned down proves that nothing was made. */
function provesNoPage(error: unknown): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError && !(error instanceof Stripe.errors.StripeIdempotencyError)
  );
}

function pageParameters(request: PaymentPageRequest): Stripe.Checkout.SessionCreateParams {
  currencyExponent(request.currency); // throws for a currency whose minor unit would be guessed
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    locale: PAGE_LOCALES[request.locale] ?? "auto",
    customer_email: request.email,
    client_reference_id: request.orderId,
    line_items: request.lines.map((line) => ({
      quantity: 1,
      price_data: {
        currency: request.currency.toLowerCase(),
        unit_amount: line.amountMinor,
        product_data: { name: line.name },
      },
    })),
    custom_text: { submit: { message: request.notice } },
    metadata: { order_id: request.orderId, order_code: request.orderCode, attempt: String(request.attemptNumber) },
    payment_intent_data: { metadata: { order_id: request.orderId }, description: request.orderCode },
    // Seats are sold now or not at all: methods that settle days later are not offered.
    allowed_payment_method_types: ["card"],
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: request.expiresAt,
  };
}

const PROBLEM_BY_CODE: Record<string, PaymentSession["problem"]> = {
  insufficient_funds: "insufficientFunds",
  payment_intent_authentication_failure: "authenticationFailed",
  authentication_required: "authenticationFailed",
};

function sessionView(session: Stripe.Checkout.Session): PaymentSession {
  const intent = typeof session.payment_intent === "string" ? null : session.payment_intent;
  const intentId = typeof session.payment_intent === "string" ? session.payment_intent : (intent?.id ?? null);
  const failure = intent?.last_payment_error;
  const code = failure?.decline_code ?? failure?.code;
  return {
    id: session.id,
    orderId: session.client_reference_id,
    status: pageStatus(session.status),
    paid: session.payment_status === "paid",
    paymentIntentId: intentId,
    amountMinor: session.amount_total ?? 0,
    currency: (session.currency ?? "").toUpperCase(),
    url: session.url,
    problem: failure ? (PROBLEM_BY_CODE[code ?? ""] ?? "declined") : null,
  };
}

function pageStatus(status: string | null): PaymentSession["status"] {
  return status === "complete" || status === "expired" ? status : "open";
}

/** The provider's refund of one try, if it was made. */
async function findRefund(stripe: Stripe, { paymentIntentId, refundId, tries }: RefundRequest) {
  for await (const refund of stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 })) {
    const { refund_id, refund_try } = refund.metadata ?? {};
    if (refund_id === refundId && refund_try === String(tries)) return refund;
  }
  return undefined;
}

function refundStatus(status: string | null): "succeeded" | "pending" | "failed" {
  if (status === "succeeded") return "succeeded";
  return status === "failed" || status === "canceled" ? "failed" : "pending";
}

function eventRef(event: Stripe.Event): { id: string; type: string; objectId: string } {
  const object = event.data.object as { id?: string };
  return { id: event.id, type: event.type, objectId: object.id ?? "" };
}
