/**
 * How a ticket's bytes are written as text. Isomorphic: no Node, no DOM.
 *
 * Two bytes become three characters of base 41, for 41 is the smallest base whose cube covers 65,536. The alphabet is
 * part of what a QR code writes in its alphanumeric mode (ISO/IEC 18004, 5.5 bits a character), as Base45 (RFC 9285)
 * does at the same length; with 41 characters there is room to leave out the space, which keyboards and hardware
 * scanners trim, and `%`, `+`, `/`, which addresses rewrite. The 98 bytes of a rotating code make 154 characters with
 * their prefix: exactly what version 6 (41 modules a side) takes at error correction M. Base32 needs version 7, and
 * base64url, whose small letters force the byte mode, version 8.
 */

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$*-.:";
const BASE = ALPHABET.length;

const DIGITS = new Uint8Array(128).fill(255);
for (let digit = 0; digit < BASE; digit++) DIGITS[ALPHABET.charCodeAt(digit)] = digit;

/** Bytes to text, 3 characters for 2 bytes, most significant first. Throws for an odd number of bytes. */
export function textOfBytes(bytes: Uint8Array): string {
  if (bytes.length % 2 !== 0) throw new Error("A code is a whole number of byte pairs");
  let text = "";
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
    text += ALPHABET[Math.floor(pair / (BASE * BASE))];
    text += ALPHABET[Math.floor(pair / BASE) % BASE];
    text += ALPHABET[pair % BASE];
  }
  return text;
}

/**
 * Text from `start` to its end back to bytes; null for anything `textOfBytes` would not have written. Each pair of
 * bytes has one triple of digits and each triple one pair, so no two texts give the same bytes.
 */
export function bytesOfText(text: string, start: number): Uint8Array<ArrayBuffer> | null {
  const length = text.length - start;
  if (length < 0 || length % 3 !== 0) return null;
  const bytes = new Uint8Array((length / 3) * 2);
  for (let from = start, to = 0; from < text.length; from += 3, to += 2) {
    const high = digitAt(text, from);
    const middle = digitAt(text, from + 1);
    const low = digitAt(text, from + 2);
    if (high === 255 || middle === 255 || low === 255) return null;
    const pair = (high * BASE + middle) * BASE + low;
    if (pair > 0xffff) return null;
    bytes[to] = pair >> 8;
    bytes[to + 1] = pair & 0xff;
  }
  return bytes;
}

function digitAt(text: string, at: number): number {
  return DIGITS[text.charCodeAt(at)] ?? 255;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The 16 bytes of a UUID in its text form (RFC 9562). Throws for any other text. */
export function bytesOfUuid(uuid: string): Uint8Array<ArrayBuffer> {
  if (!UUID.test(uuid)) throw new Error("A ticket id is a UUID");
  const hex = uuid.replaceAll("-", "");
  return Uint8Array.from({ length: 16 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The lower-case text form of the 16 bytes at `at`. */
export function uuidOfBytes(bytes: Uint8Array, at = 0): string {
  let text = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += "-";
    text += HEX[bytes[at + i] as number];
  }
  return text;
}
