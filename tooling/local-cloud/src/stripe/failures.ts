/** The body of a refusal as Stripe writes it, without the outer `error` key. */
export interface FailureBody {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  code?: string;
  decline_code?: string;
  message: string;
  param?: string;
  charge?: string;
  payment_intent?: unknown;
  doc_url?: string;
}

/** A request that Stripe would answer with an error: an HTTP status and the body that goes with it. */
export class StripeFailure extends Error {
  readonly status: number;
  readonly body: FailureBody;

  constructor(status: number, body: FailureBody) {
    super(body.message);
    this.status = status;
    this.body = body.code ? { ...body, doc_url: `https://stripe.com/docs/error-codes/${dashed(body.code)}` } : body;
  }
}

const dashed = (code: string) => code.replaceAll("_", "-");

/** 400 for a request whose parameters or whose moment are wrong. `param` is written with brackets, as it was sent. */
export function invalidRequest(message: string, code?: string, param?: string): StripeFailure {
  return new StripeFailure(400, {
    type: "invalid_request_error",
    message,
    ...(code && { code }),
    ...(param && { param }),
  });
}

/** 404 for an id that names nothing; `kind` is Stripe's word for the object, such as "checkout.session". */
export function resourceMissing(kind: string, id: string, param = kind.split(".").at(-1) ?? "id"): StripeFailure {
  return new StripeFailure(404, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** 404 for an address that the emulator does not answer, even where Stripe itself would. */
export function unknownAddress(method: string, path: string): StripeFailure {
  return new StripeFailure(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). The local emulator does not offer this endpoint.`,
  });
}
