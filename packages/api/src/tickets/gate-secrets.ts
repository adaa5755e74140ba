import type { Tx } from "@usher/db";
import type { SealedRow } from "../kernel/sealed-box.ts";
import type { Services } from "../services.ts";
import type { Bytes } from "./codes.ts";

type SecretServices = Pick<Services, "db" | "box" | "clock">;

/** A performance's gate secret in one of its versions. */
export interface OpenGateSecret {
  readonly version: number;
  /** 32 bytes. */
  readonly secret: Bytes;
}

const FIRST_VERSION = 1;
const LAST_VERSION = 255;
const ERASED = "";
const ERASED_AFTER_MS = 24 * 3_600_000;

/**
 * Which version tickets of a performance are issued under. The secret itself is made when a wallet or a gate first
 * needs it, so that a payment never waits for it.
 */
export async function currentSecretVersion(tx: Pick<Tx, "gateSecret">, performanceId: string): Promise<number> {
  const { _max } = await tx.gateSecret.aggregate({ where: { performanceId }, _max: { version: true } });
  return _max.version ?? FIRST_VERSION;
}

/**
 * The secrets that open a performance's codes now, newest first: the current one, made if it is missing, and earlier ones
 * that are not retired. Empty once they were erased.
 */
export async function ensureGateSecrets(services: SecretServices, performanceId: string): Promise<OpenGateSecret[]> {
  const known = await services.db.gateSecret.count({ where: { performanceId } });
  if (known === 0) await writeSecret(services, performanceId, FIRST_VERSION);
  const rows = await services.db.gateSecret.findMany({
    where: {
      performanceId,
      sealedSecret: { not: ERASED },
      OR: [{ retiredAt: null }, { retiredAt: { gt: services.clock.now() } }],
    },
    orderBy: { version: "desc" },
  });
  return rows.map(({ version, sealedSecret }) => ({
    version,
    secret: Uint8Array.from(
      Buffer.from(services.box.open(sealedSecret, contextOf(performanceId, version)), "base64url"),
    ),
  }));
}

/** The secret that wallets are given now; null once it was erased. */
export async function currentGateSecret(
  services: SecretServices,
  performanceId: string,
): Promise<OpenGateSecret | null> {
  const [newest] = await ensureGateSecrets(services, performanceId);
  return newest ?? null;
}

/**
 * Makes a performance's next gate secret, after a device was lost. Wallets get it when they next open; gates take the
 * one before for `graceSeconds` longer, for phones that have no network until then. Returns the new version.
 */
export async function rotateGateSecret(
  services: SecretServices,
  performanceId: string,
  graceSeconds: number,
): Promise<number> {
  await ensureGateSecrets(services, performanceId);
  const version = (await currentSecretVersion(services.db, performanceId)) + 1;
  await writeSecret(services, performanceId, version);
  const retiredAt = new Date(services.clock.nowMs() + graceSeconds * 1_000);
  await services.db.gateSecret.updateMany({
    where: { performanceId, version: { lt: version }, OR: [{ retiredAt: null }, { retiredAt: { gt: retiredAt } }] },
    data: { retiredAt },
  });
  return version;
}

/**
 * Erases the secrets of performances that ended a day ago; for a timer. The rows stay, so that nothing makes them anew.
 * Returns how many were erased.
 */
export async function eraseGateSecrets({ db, clock }: SecretServices): Promise<number> {
  const before = new Date(clock.nowMs() - ERASED_AFTER_MS);
  // A performance of which nobody wrote down the end is taken to last a day.
  const assumed = new Date(before.getTime() - ERASED_AFTER_MS);
  return db.$executeRaw`
    UPDATE gate_secret SET sealed_secret = ${ERASED}, retired_at = coalesce(retired_at, ${clock.now()})
    FROM performance p WHERE p.id = gate_secret.performance_id AND sealed_secret <> ${ERASED}
      AND (p.ends_at < ${before} OR (p.ends_at IS NULL AND p.starts_at < ${assumed}))`;
}

/**
 * Secrets as they lie in the table, those after `after` (`performance/version`) in order; for sealing them under another
 * key. Erased ones are passed over.
 */
export async function sealedGateSecrets({ db }: SecretServices, after: string, take: number): Promise<SealedRow[]> {
  const [lastId = "", lastVersion = "0"] = after.split("/");
  const isLater = {
    OR: [{ performanceId: { gt: lastId } }, { performanceId: lastId, version: { gt: Number(lastVersion) } }],
  };
  const rows = await db.gateSecret.findMany({
    where: { sealedSecret: { not: ERASED }, ...(lastId ? isLater : {}) },
    orderBy: [{ performanceId: "asc" }, { version: "asc" }],
    take,
  });
  return rows.map(({ performanceId, version, sealedSecret: sealed }) => ({
    key: `${performanceId}/${version}`,
    sealed,
    context: contextOf(performanceId, version),
    replace: async (resealed) => {
      const where = { performanceId, version, sealedSecret: sealed };
      return (await db.gateSecret.updateMany({ where, data: { sealedSecret: resealed } })).count;
    },
  }));
}

async function writeSecret({ db, box }: SecretServices, performanceId: string, version: number): Promise<void> {
  if (version > LAST_VERSION) throw new Error("A code has room for 255 gate secrets of a performance");
  const secret = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64url");
  const sealedSecret = box.seal(secret, contextOf(performanceId, version));
  await db.gateSecret.createMany({ data: [{ performanceId, version, sealedSecret }], skipDuplicates: true });
}

const contextOf = (performanceId: string, version: number) => `gate_secret/${performanceId}/${version}`;
