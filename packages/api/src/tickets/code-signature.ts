import { ed25519 } from "@noble/curves/ed25519.js";

/**
 * Ed25519 (RFC 8032) by WebCrypto where the device has it, by @noble/curves where not. On one core WebCrypto checks a
 * signature in about 0.15 ms and noble in about 1.7 ms, so the gate wants the former; but Chrome before 137, Safari
 * before 17, Firefox before 129 and pages without https lack it. Isomorphic: no Node, no DOM.
 */

type Bytes = Uint8Array<ArrayBuffer>;
type NativeKey = Awaited<ReturnType<typeof importPublicKey>>;

// RFC 8032, 7.1, test 1: the empty message.
const KNOWN_PUBLIC_KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
const KNOWN_SIGNATURE =
  "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

// The fixed ASN.1 head of an Ed25519 private key in PKCS #8 (RFC 8410): WebCrypto takes no bare seed.
const PKCS8_HEAD = bytesOfHex("302e020100300506032b657004220420");

let native: Promise<boolean> | undefined;

/** Whether this device's WebCrypto really checks Ed25519, asked once with a known signature: some only claim to. */
export function hasNativeEd25519(): Promise<boolean> {
  native ??= checksKnownSignature().catch(() => false);
  return native;
}

async function checksKnownSignature(): Promise<boolean> {
  const key = await importPublicKey(bytesOfHex(KNOWN_PUBLIC_KEY));
  const signature = bytesOfHex(KNOWN_SIGNATURE);
  const nothing = new Uint8Array(0);
  if (!(await crypto.subtle.verify("Ed25519", key, signature, nothing))) return false;
  signature[0] = (signature[0] as number) ^ 1;
  return !(await crypto.subtle.verify("Ed25519", key, signature, nothing));
}

// Imported keys are kept beside the bytes they came from, for importing costs a tenth of a check.
const publicKeys = new WeakMap<Uint8Array, Promise<NativeKey>>();
const privateKeys = new WeakMap<Uint8Array, Promise<NativeKey>>();

/** Whether `signature` (64 bytes) over `message` was made by the owner of `publicKey` (32 bytes). Never throws for a bad signature. */
export async function checkSignature(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (!(await hasNativeEd25519())) return ed25519.verify(signature, message, publicKey, { zip215: false });
  let key = publicKeys.get(publicKey);
  if (!key) {
    key = importPublicKey(publicKey);
    publicKeys.set(publicKey, key);
  }
  return crypto.subtle.verify("Ed25519", await key, signature, message);
}

/** Makes a public key ready, so that its first check takes no longer than any other. Never rejects: a bad key fails when it is asked. */
export async function prepareKey(publicKey: Bytes): Promise<void> {
  await checkSignature(publicKey, new Uint8Array(0), new Uint8Array(64)).catch(() => false);
}

/** Signs with a private key in its 32-byte seed form; the same message always gets the same 64 bytes. */
export async function makeSignature(privateKey: Bytes, message: Bytes): Promise<Bytes> {
  if (!(await hasNativeEd25519())) return Uint8Array.from(ed25519.sign(message, privateKey));
  let key = privateKeys.get(privateKey);
  if (!key) {
    key = importPrivateKey(privateKey);
    privateKeys.set(privateKey, key);
  }
  return new Uint8Array(await crypto.subtle.sign("Ed25519", await key, message));
}

function importPublicKey(publicKey: Bytes) {
  return crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
}

function importPrivateKey(seed: Bytes) {
  const pkcs8 = new Uint8Array(PKCS8_HEAD.length + seed.length);
  pkcs8.set(PKCS8_HEAD);
  pkcs8.set(seed, PKCS8_HEAD.length);
  return crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
}

function bytesOfHex(hex: string): Bytes {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}
