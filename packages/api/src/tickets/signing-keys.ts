import type { Prisma } from "@usher/db";
import type { SealedRow } from "../kernel/sealed-box.ts";
import type { Services } from "../services.ts";
import { type Bytes, publicKeyOf } from "./codes.ts";

type KeyServices = Pick<Services, "db" | "box" | "clock">;

/** The key that signs now. */
export interface CurrentKey {
  /** 1–255, as it stands in a code. */
  readonly keyId: number;
  /** Ed25519 seed, 32 bytes. */
  readonly seed: Bytes;
}

const FIRST_ID = 1;
const LAST_ID = 255;
/** A new key is handed to gates for this long before anything is signed with it, so that no gate meets a key it has not heard of. */
const HEARD_AFTER_MS = 3_600_000;

// Opened seeds by their sealed text: signing keeps the imported key beside these very bytes.
const opened = new Map<string, Bytes>();

/** The oldest key that is not retired yet. The first key is made when it is first asked for. */
export async function ensureSigningKey(services: KeyServices): Promise<CurrentKey> {
  const known = await findCurrent(services);
  if (known) return known;
  const newest = await newestId(services);
  // Two processes that make the same key at once both go on with the one that was written.
  await writeKey(services, newest + 1);
  const written = await findCurrent(services);
  if (!written) throw new Error("There is no signing key, and none could be made");
  return written;
}

/**
 * Makes the next signing key. It goes to gates at once and signs an hour later, when the keys before it retire; what they
 * signed stays good. Returns its id.
 */
export async function newSigningKey(services: KeyServices): Promise<number> {
  await ensureSigningKey(services);
  const keyId = (await newestId(services)) + 1;
  await writeKey(services, keyId);
  const retiredAt = new Date(services.clock.nowMs() + HEARD_AFTER_MS);
  await services.db.signingKey.updateMany({ where: { id: { lt: keyId }, retiredAt: null }, data: { retiredAt } });
  return keyId;
}

/** Every public key a gate needs (base64url), retired ones too: tickets they signed may still enter. */
export async function publicKeys(services: KeyServices): Promise<{ keyId: number; publicKey: string }[]> {
  await ensureSigningKey(services);
  const keys = await services.db.signingKey.findMany({ orderBy: { id: "asc" }, select: { id: true, publicKey: true } });
  return keys.map(({ id, publicKey }) => ({ keyId: id, publicKey }));
}

/** Private halves as they lie in the table, ids above `after` in order; for sealing them under another key. */
export async function sealedSigningKeys({ db }: KeyServices, after: string, take: number): Promise<SealedRow[]> {
  const where = { id: { gt: Number(after || 0) } };
  const rows = await db.signingKey.findMany({ where, orderBy: { id: "asc" }, take });
  return rows.map(({ id, sealedPrivateKey: sealed }) => ({
    key: String(id),
    sealed,
    context: contextOf(id),
    replace: async (resealed) => {
      const data = { sealedPrivateKey: resealed };
      return (await db.signingKey.updateMany({ where: { id, sealedPrivateKey: sealed }, data })).count;
    },
  }));
}

async function findCurrent({ db, box, clock }: KeyServices): Promise<CurrentKey | null> {
  const key = await db.signingKey.findFirst({
    where: { OR: [{ retiredAt: null }, { retiredAt: { gt: clock.now() } }] },
    orderBy: { id: "asc" },
  });
  if (!key) return null;
  let seed = opened.get(key.sealedPrivateKey);
  if (!seed) {
    seed = Uint8Array.from(Buffer.from(box.open(key.sealedPrivateKey, contextOf(key.id)), "base64url"));
    opened.set(key.sealedPrivateKey, seed);
  }
  return { keyId: key.id, seed };
}

async function newestId({ db }: KeyServices): Promise<number> {
  const { _max } = await db.signingKey.aggregate({ _max: { id: true } });
  return _max.id ?? FIRST_ID - 1;
}

async function writeKey({ db, box }: KeyServices, keyId: number): Promise<void> {
  if (keyId > LAST_ID) throw new Error("A code has room for 255 signing keys");
  const seed = crypto.getRandomValues(new Uint8Array(32));
  const sealedPrivateKey = box.seal(Buffer.from(seed).toString("base64url"), contextOf(keyId));
  const publicKey = Buffer.from(publicKeyOf(seed)).toString("base64url");
  const data: Prisma.SigningKeyCreateManyInput = { id: keyId, publicKey, sealedPrivateKey };
  await db.signingKey.createMany({ data: [data], skipDuplicates: true });
}

const contextOf = (keyId: number) => `signing_key/sealed_private_key/${keyId}`;
