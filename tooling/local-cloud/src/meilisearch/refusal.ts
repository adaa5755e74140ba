/** Kinds of error as Meilisearch counts them: of the request, of the key, of the service itself. */
type RefusalType = "invalid_request" | "auth" | "internal";

/** An answer other than success, with Meilisearch's own code (docs: meilisearch.com/docs/reference/errors/error_codes). */
export class SearchRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly type: RefusalType;

  constructor(status: number, code: string, message: string, type: RefusalType = "invalid_request") {
    super(message);
    this.status = status;
    this.code = code;
    this.type = type;
  }

  /** As it stands in answers and in failed tasks. */
  toJSON() {
    return {
      message: this.message,
      code: this.code,
      type: this.type,
      link: `https://docs.meilisearch.com/errors#${this.code}`,
    };
  }
}

/** 400 with one of the `invalid_…` codes. */
export const invalid = (code: string, message: string) => new SearchRefusal(400, code, message);

/** What the real engine can and this stand-in cannot: it says so, and never answers as if it had done it. */
export const notHere = (what: string) =>
  new SearchRefusal(501, "not_in_stand_in", `The local stand-in for Meilisearch has no ${what}.`, "internal");
