import { createHash, randomBytes } from "node:crypto";
import type { House } from "./houses.ts";
import { challengeOf, isSame } from "./signing.ts";

const CODE_SECONDS = 60;
const TOKEN_SECONDS = 3_600;
const KEPT = 10_000;

/** Somebody with an account at one of the houses. */
export interface Person {
  readonly subject: string;
  readonly name: string;
  /** null for an account without address, or whose owner does not share it. */
  readonly email: string | null;
  /** Whether the house vouches for the address. */
  readonly isVerified: boolean;
}

/** A request to sign in that was found right. */
export interface SignInRequest {
  readonly house: House;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly state: string | null;
  readonly nonce: string | null;
  readonly codeChallenge: string | null;
  readonly isPostedBack: boolean;
}

interface Grant {
  readonly request: SignInRequest;
  readonly person: Person;
  readonly expiresAtMs: number;
  accessToken?: string;
}

interface Access {
  readonly house: House;
  readonly person: Person;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

/** The same account each time for the same address, another one at each house. */
export function subjectOf(house: House, account: string): string {
  const figures = BigInt(
    `0x${createHash("sha256").update(`${house} ${account.toLowerCase()}`).digest("hex").slice(0, 16)}`,
  );
  return figures.toString().padStart(20, "1");
}

/** Codes and access tokens that were given out. */
export class Grants {
  readonly #codes = new Map<string, Grant>();
  readonly #tokens = new Map<string, Access>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** A code for one use within a minute. */
  grant(request: SignInRequest, person: Person): string {
    const code = randomBytes(24).toString("base64url");
    keep(this.#codes, code, { request, person, expiresAtMs: this.#nowMs() + CODE_SECONDS * 1_000 });
    return code;
  }

  /** Changes a code into an access token. Returns why not otherwise. A code that comes a second time takes back what the first one gave. */
  redeem(house: House, clientId: string, given: { code: string; redirectUri: string; verifier: string | null }) {
    const grant = this.#codes.get(given.code);
    if (!grant || grant.request.house !== house || grant.request.clientId !== clientId) return "no such code";
    if (grant.accessToken !== undefined) {
      this.#tokens.delete(grant.accessToken);
      return "the code was used already";
    }
    const { request, person } = grant;
    if (grant.expiresAtMs < this.#nowMs()) return "the code has expired";
    if (request.redirectUri !== given.redirectUri) return "the redirect_uri is not the one the code was made for";
    if (!fitsChallenge(request.codeChallenge, given.verifier)) return "the code_verifier does not fit";
    const accessToken = randomBytes(24).toString("base64url");
    grant.accessToken = accessToken;
    const access = { house, person, scopes: request.scopes, expiresAtMs: this.#nowMs() + TOKEN_SECONDS * 1_000 };
    keep(this.#tokens, accessToken, access);
    return { accessToken, expiresIn: TOKEN_SECONDS, request, person };
  }

  /** What an access token opens, or null. */
  access(house: House, accessToken: string): Access | null {
    const access = this.#tokens.get(accessToken);
    return access && access.house === house && access.expiresAtMs >= this.#nowMs() ? access : null;
  }
}

function fitsChallenge(challenge: string | null, verifier: string | null): boolean {
  if (challenge === null) return verifier === null;
  return verifier !== null && isSame(challenge, challengeOf(verifier));
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest);
}
