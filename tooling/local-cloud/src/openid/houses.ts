import { isSame, readEs256 } from "./signing.ts";

/** The three that this stands in for. */
export const HOUSES = ["google", "apple", "facebook"] as const;
export type House = (typeof HOUSES)[number];

export interface SecretClient {
  clientId: string;
  clientSecret: string;
  /** Compared to the letter. */
  redirectUris: string[];
}

/** Apple knows no secrets, only statements signed with a key of the team. */
export interface AppleClient {
  clientId: string;
  teamId: string;
  keyId: string;
  /** PEM. */
  publicKey: string;
  redirectUris: string[];
}

export interface OpenIdClients {
  google?: SecretClient;
  apple?: AppleClient;
  facebook?: SecretClient;
}

/** What differs between the three. */
export interface HouseRules {
  readonly title: string;
  /** Parameters that may stand in a request to sign in; others are refused. */
  readonly parameters: readonly string[];
  readonly scopes: readonly string[];
  readonly neededScope?: string;
  /** What is answered when somebody cancels. */
  readonly cancelled: Readonly<Record<string, string>>;
}

const COMMON = [
  "client_id",
  "redirect_uri",
  "response_type",
  "scope",
  "state",
  "code_challenge",
  "code_challenge_method",
];

export const HOUSE_RULES: Readonly<Record<House, HouseRules>> = {
  google: {
    title: "Google",
    parameters: [...COMMON, "nonce", "prompt", "login_hint", "hd", "access_type", "include_granted_scopes"],
    scopes: ["openid", "email", "profile"],
    neededScope: "openid",
    cancelled: { error: "access_denied" },
  },
  apple: {
    title: "Apple",
    parameters: [...COMMON, "nonce", "response_mode"],
    scopes: ["openid", "name", "email"],
    cancelled: { error: "user_cancelled_authorize" },
  },
  facebook: {
    title: "Facebook",
    parameters: [...COMMON, "auth_type", "display"],
    scopes: ["email", "public_profile"],
    cancelled: {
      error: "access_denied",
      error_code: "200",
      error_description: "Permissions error",
      error_reason: "user_denied",
    },
  },
};

const APPLE_LONGEST_SECONDS = 15_777_000;

/**
 * Whether a call to the token endpoint comes from the registered client. `given` is what stood in the body or in the header;
 * `issuer` is whom Apple's statement must be made for.
 */
export function isClient(
  clients: OpenIdClients,
  house: House,
  given: { id: string; secret: string },
  issuer: string,
  nowMs: number,
): boolean {
  const client = clients[house];
  if (!client || client.clientId !== given.id) return false;
  if ("clientSecret" in client) return isSame(client.clientSecret, given.secret);
  const claims = readStatement(given.secret, client);
  if (!claims) return false;
  const [iat, exp, now] = [Number(claims.iat), Number(claims.exp), nowMs / 1_000];
  const isTimely = iat <= now + 60 && exp > now && exp - iat <= APPLE_LONGEST_SECONDS;
  return claims.iss === client.teamId && claims.sub === client.clientId && claims.aud === issuer && isTimely;
}

function readStatement(secret: string, client: AppleClient): Record<string, unknown> | null {
  try {
    return readEs256(secret, client.keyId, client.publicKey);
  } catch {
    return null;
  }
}
