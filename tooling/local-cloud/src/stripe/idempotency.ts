import type { Account } from "./account.ts";
import { StripeFailure } from "./failures.ts";
import { canonicalForm } from "./form.ts";
import type { StoredAnswer } from "./store.ts";

const KEPT_SECONDS = 24 * 60 * 60;
const LONGEST_KEY = 255;

/** A call that holds its key until it is answered or abandoned. */
export interface KeyHold {
  replay?: StoredAnswer;
  keep(status: number, body: string): void;
  release(): void;
}

/** The keys in use and the answers given under keys: a repeat gets the first answer, whatever it was. */
export class Idempotency {
  readonly #account: Account;
  readonly #inUse = new Set<string>();

  constructor(account: Account) {
    this.#account = account;
  }

  /**
   * Takes a key for one call. Refuses a key in use (409) and a key that was used for something else (400).
   * `owner` separates the keys of different secret keys.
   */
  hold(owner: string, key: string, path: string, form: string): KeyHold {
    if (key.length > LONGEST_KEY) throw misuse(`Idempotency keys can have up to ${LONGEST_KEY} characters.`);
    const id = `${owner} ${key}`;
    const request = canonicalForm(form);
    if (this.#inUse.has(id)) throw keyInUse(key);
    const replay = this.#answerUnder(id);
    if (replay) {
      refuseOtherUse(replay, key, path, request);
      return { replay, keep: () => undefined, release: () => undefined };
    }
    this.#inUse.add(id);
    return {
      keep: (status, body) => {
        this.#inUse.delete(id);
        this.#account.store.answers.add({ id, at: this.#account.nowSeconds(), request, path, status, body });
        this.#account.store.changed();
      },
      release: () => this.#inUse.delete(id),
    };
  }

  clear() {
    this.#inUse.clear();
  }

  #answerUnder(id: string): StoredAnswer | undefined {
    const answer = this.#account.store.answers.get(id);
    return answer && answer.at + KEPT_SECONDS > this.#account.nowSeconds() ? answer : undefined;
  }
}

const misuse = (message: string) => new StripeFailure(400, { type: "idempotency_error", message });

function keyInUse(key: string) {
  const message = `There is currently another in-progress request using this idempotent key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`;
  return new StripeFailure(409, { type: "invalid_request_error", code: "idempotency_key_in_use", message });
}

function refuseOtherUse(answer: StoredAnswer, key: string, path: string, request: string) {
  if (answer.path !== path) {
    throw misuse(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${path}' vs '${answer.path}'). Try using a key other than '${key}' if you meant to execute a different request.`,
    );
  }
  if (answer.request !== request) {
    throw misuse(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
    );
  }
}
