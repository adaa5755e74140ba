import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** A key for what lies in the database: AES-256, with the id that is written beside all it sealed. */
export interface BoxKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

export interface SealedBox {
  /**
   * Seals a text under the current key. `context` says what and whose it is (`table/column/row id`); opening demands the
   * same, so a sealed text moved to another row does not open there.
   */
  seal(text: string, context: string): string;
  /** Opens under the key that sealed it. Throws for tampering, another context, an unknown key or any other text. */
  open(sealed: string, context: string): string;
  /** Whether it was sealed under an older key, which may be retired once nothing needs it. Throws as `open` does for what is no sealed text. */
  needsReseal(sealed: string): boolean;
}

/** A sealed text where it lies. */
export interface SealedRow {
  /** Its place among the others, which are read in this order. */
  readonly key: string;
  readonly sealed: string;
  readonly context: string;
  /** Puts another text in its place if it is still the one that was read. Returns how many rows changed. */
  replace(resealed: string): Promise<number>;
}

const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
// An id that begins with a letter: JSON.parse moves keys that look like numbers to the front, and the first is current.
const KEY_ID = /^[a-z][a-z0-9_-]{0,31}$/i;

/**
 * Reads the key ring of the environment: JSON `{"keyId": "base64 of 32 bytes", …}`, the current key first, older ones
 * after it for as long as anything is sealed under them. Throws, naming the key but never its bytes, when it is not that.
 */
export function readKeyRing(json: string): BoxKey[] {
  let ring: unknown;
  try {
    ring = JSON.parse(json);
  } catch {
    // The parser's own message would quote the keys.
    throw new Error("The key ring is not JSON");
  }
  if (typeof ring !== "object" || ring === null || Array.isArray(ring))
    throw new Error("The key ring is not an object");
  const keys = Object.entries(ring).map(([id, text]) => {
    if (!KEY_ID.test(id)) throw new Error(`Key id "${id}" must begin with a letter and be letters, digits, _ or -`);
    const key = typeof text === "string" ? Buffer.from(text, "base64") : Buffer.alloc(0);
    if (key.length !== 32 || key.toString("base64") !== text) throw new Error(`Key "${id}" is not base64 of 32 bytes`);
    return { id, key };
  });
  if (keys.length === 0) throw new Error("The key ring is empty");
  return keys;
}

/**
 * Encryption at rest with AES-256-GCM. A sealed text is `v1.<key id>.<nonce>.<tag and ciphertext>`, the last two in
 * base64url. Nonces are random: one key is good for some 2³² texts (NIST SP 800-38D), far more than a ring is kept.
 */
export function createSealedBox(ring: readonly BoxKey[]): SealedBox {
  const [current] = ring;
  if (!current) throw new Error("The key ring is empty");
  const keys = new Map(ring.map(({ id, key }) => [id, key]));
  return {
    seal(text, context) {
      const nonce = randomBytes(NONCE_LENGTH);
      const cipher = createCipheriv("aes-256-gcm", current.key, nonce, { authTagLength: TAG_LENGTH });
      cipher.setAAD(associatedText(current.id, context));
      const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      const sealed = Buffer.concat([cipher.getAuthTag(), ciphertext]);
      return `v1.${current.id}.${nonce.toString("base64url")}.${sealed.toString("base64url")}`;
    },
    open(sealed, context) {
      const { keyId, nonce, tag, ciphertext } = takeApart(sealed);
      const key = keys.get(keyId);
      if (!key) throw new Error(`Sealed under key "${keyId}", which is not on the ring`);
      const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_LENGTH });
      decipher.setAAD(associatedText(keyId, context));
      decipher.setAuthTag(tag);
      try {
        return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString("utf8");
      } catch (cause) {
        throw new Error(`A sealed text was altered or does not belong to ${context}`, { cause });
      }
    },
    needsReseal: (sealed) => takeApart(sealed).keyId !== current.id,
  };
}

function associatedText(keyId: string, context: string): Buffer {
  return Buffer.from(JSON.stringify(["v1", keyId, context]));
}

function takeApart(sealed: string) {
  const [version, keyId, nonceText, sealedText, ...more] = sealed.split(".");
  const nonce = Buffer.from(nonceText ?? "", "base64url");
  const bytes = Buffer.from(sealedText ?? "", "base64url");
  const isOurs =
    version === "v1" &&
    keyId !== undefined &&
    more.length === 0 &&
    nonce.length === NONCE_LENGTH &&
    bytes.length >= TAG_LENGTH &&
    // Node passes over what is not base64url; one sealed text shall have one spelling.
    nonce.toString("base64url") === nonceText &&
    bytes.toString("base64url") === sealedText;
  if (!isOurs) throw new Error("This is not a sealed text");
  return { keyId, nonce, tag: bytes.subarray(0, TAG_LENGTH), ciphertext: bytes.subarray(TAG_LENGTH) };
}
