/**
 * How a performance's gate secret reaches one device and no other: ECIES over ECDH P-256, HKDF-SHA-256 (RFC 5869) and
 * AES-256-GCM, all in WebCrypto on both sides. The server seals to the public key the device enrolled with; the device's
 * private key cannot leave its IndexedDB, and what it opens stays in the page's memory. Isomorphic: no Node, no DOM.
 *
 * A sealed secret is `g1.` and base64url of: ephemeral public key (65 bytes, uncompressed) ‖ nonce (12) ‖ ciphertext and tag.
 */

type Bytes = Uint8Array<ArrayBuffer>;
type DeviceKeyPair = Awaited<ReturnType<typeof createDeviceKeys>>;
type DevicePrivateKey = DeviceKeyPair["privateKey"];
type DevicePublicKey = DeviceKeyPair["publicKey"];

/** What a sealed secret is for. It opens for exactly this and nothing else. */
export interface GateSecretAddress {
  readonly deviceId: string;
  readonly performanceId: string;
  readonly secretVersion: number;
}

const FORMAT = "g1.";
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const PUBLIC_KEY_LENGTH = 65;
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;

/** A device's key pair, made when it enrols. The private key can be kept in IndexedDB and used, but never read out. */
export async function createDeviceKeys() {
  return crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
}

/** The public half in the form the server keeps: base64url of the uncompressed point, 87 characters. */
export async function writeDevicePublicKey(publicKey: DevicePublicKey): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.exportKey("raw", publicKey)));
}

/**
 * Seals a gate secret (any length; 32 bytes in practice) to a device's public key, in the form of
 * `writeDevicePublicKey`. Throws for a key that is not a point of the curve.
 */
export async function sealGateSecret(devicePublicKey: string, gateSecret: Bytes, address: GateSecretAddress) {
  const device = bytesOfBase64url(devicePublicKey);
  if (device?.length !== PUBLIC_KEY_LENGTH) throw new Error("The device's public key is not a P-256 point");
  const ephemeral = await crypto.subtle.generateKey(CURVE, true, ["deriveBits"]);
  const ephemeralPublic = new Uint8Array(await crypto.subtle.exportKey("raw", ephemeral.publicKey));
  const key = await sharedKey(
    { own: ephemeral.privateKey, theirs: device },
    concat(ephemeralPublic, device),
    address,
    "encrypt",
  );
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_LENGTH));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, key, gateSecret);
  return FORMAT + base64url(concat(ephemeralPublic, nonce, new Uint8Array(sealed)));
}

/**
 * Opens what was sealed to this device. Throws when anything was altered, or when it was sealed to another device,
 * performance or version.
 */
export async function openGateSecret(keys: DeviceKeyPair, sealed: string, address: GateSecretAddress): Promise<Bytes> {
  const bytes = sealed.startsWith(FORMAT) ? bytesOfBase64url(sealed.slice(FORMAT.length)) : null;
  if (!bytes || bytes.length < PUBLIC_KEY_LENGTH + NONCE_LENGTH + TAG_LENGTH) {
    throw new Error("This is not a sealed gate secret");
  }
  const ephemeral = bytes.slice(0, PUBLIC_KEY_LENGTH);
  const nonce = bytes.slice(PUBLIC_KEY_LENGTH, PUBLIC_KEY_LENGTH + NONCE_LENGTH);
  try {
    const device = new Uint8Array(await crypto.subtle.exportKey("raw", keys.publicKey));
    const key = await sharedKey(
      { own: keys.privateKey, theirs: ephemeral },
      concat(ephemeral, device),
      address,
      "decrypt",
    );
    const ciphertext = bytes.slice(PUBLIC_KEY_LENGTH + NONCE_LENGTH);
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, key, ciphertext));
  } catch (cause) {
    throw new Error("This gate secret was altered or sealed to another device, performance or version", { cause });
  }
}

/** Both public keys are the salt and the address is the info, so that the key fits this one letter only. */
async function sharedKey(
  { own, theirs }: { own: DevicePrivateKey; theirs: Bytes },
  salt: Bytes,
  { deviceId, performanceId, secretVersion }: GateSecretAddress,
  usage: "encrypt" | "decrypt",
) {
  const publicKey = await crypto.subtle.importKey("raw", theirs, CURVE, false, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: publicKey }, own, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = new TextEncoder().encode(JSON.stringify(["usher gate secret", deviceId, performanceId, secretVersion]));
  const aes = { name: "AES-GCM", length: 256 };
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info }, material, aes, false, [usage]);
}

function concat(...parts: readonly Bytes[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function base64url(bytes: Bytes): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** null for text that `base64url` would not have written. */
function bytesOfBase64url(text: string): Bytes | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return null;
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  return base64url(bytes) === text ? bytes : null;
}
