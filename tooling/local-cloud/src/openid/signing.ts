import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  sign,
  timingSafeEqual,
  verify,
} from "node:crypto";

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The RSA key of a provider, made anew at each start as a provider may change its own on any day. */
export class SigningKey {
  readonly #pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly id = createHash("sha256")
    .update(this.#pair.publicKey.export({ type: "spki", format: "der" }))
    .digest("hex")
    .slice(0, 16);

  /** The public half, as a key set lists it. */
  jwk(): JsonWebKey {
    return { ...this.#pair.publicKey.export({ format: "jwk" }), kid: this.id, use: "sig", alg: "RS256" };
  }

  /** A statement signed with RS256. */
  sign(claims: Record<string, unknown>): string {
    const signed = `${part({ alg: "RS256", kid: this.id, typ: "JWT" })}.${part(claims)}`;
    return `${signed}.${sign("sha256", Buffer.from(signed), this.#pair.privateKey).toString("base64url")}`;
  }
}

/** The claims of a statement whose ES256 signature and key id are right, or null. */
export function readEs256(jwt: string, keyId: string, publicKeyPem: string): Record<string, unknown> | null {
  const [head = "", body = "", signature = "", ...more] = jwt.split(".");
  if (more.length > 0 || !signature) return null;
  const key = { key: createPublicKey(publicKeyPem), dsaEncoding: "ieee-p1363" as const };
  if (!verify("sha256", Buffer.from(`${head}.${body}`), key, Buffer.from(signature, "base64url"))) return null;
  const read = (text: string) => JSON.parse(Buffer.from(text, "base64url").toString("utf8")) as Record<string, unknown>;
  const { alg, kid } = read(head);
  return alg === "ES256" && kid === keyId ? read(body) : null;
}

/** Half of a token's hash, by which an id token names the access token it came with (OpenID Connect Core, 3.1.3.6). */
export const halfHash = (token: string): string =>
  createHash("sha256").update(token).digest().subarray(0, 16).toString("base64url");

/** The challenge of a PKCE verifier (RFC 7636, S256). */
export const challengeOf = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");

/** Whether two texts are the same, in a time that tells nothing. */
export function isSame(left: string, right: string): boolean {
  const [a, b] = [createHash("sha256").update(left).digest(), createHash("sha256").update(right).digest()];
  return timingSafeEqual(a, b);
}
