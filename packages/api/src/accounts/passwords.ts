import { isIPv4 } from "node:net";
import type { z } from "zod";
import { Refusal } from "../errors.ts";
import type { RequestContext, Services } from "../services.ts";
import { tellOfChange } from "./account-news.ts";
import type { removePasswordInput, setPasswordInput } from "./accounts.schema.ts";
import { claimPurchases, type SignedInPerson } from "./address.ts";
import { isKnownDevice } from "./known-devices.ts";
import { hashPassword, isOutdated, isPassword } from "./password-hash.ts";
import { passwordWeakness } from "./password-strength.ts";
import { allowsRate } from "./rate-limits.ts";
import { isFresh, RAISED_VERSION, signOutElsewhere } from "./sessions.ts";

/** From where somebody tries a password. */
export interface Origin {
  readonly address: string;
  /** The browser's own id; null where it has none yet. */
  readonly buyerKey: string | null;
}

/** Neighbours of an address: a /24 of IPv4, a /64 of IPv6. One machine can have all of either. */
function networkOf(address: string): string {
  if (isIPv4(address)) return address.split(".").slice(0, 3).join(".");
  return address.includes(":") ? address.split(":").slice(0, 4).join(":") : address;
}

/**
 * Counts one try. Tries from browsers that never signed in with the address share one count, wherever they come from; each browser
 * that has is counted for itself, so that strangers who guess do not shut out the owner. Codes by mail are counted elsewhere.
 */
async function countTry(services: Services, email: string, { address, buyerKey }: Origin): Promise<void> {
  const isKnown = await isKnownDevice(services, email, buyerKey);
  const subject = isKnown ? `known:${buyerKey}:${email}` : `mail:${email}`;
  const caller = { personId: null, buyerKey: buyerKey ?? address, address: networkOf(address) };
  const waitSeconds = await allowsRate(services, "password", caller, subject);
  if (waitSeconds > 0) throw new Refusal("TOO_MANY_TRIES", { waitSeconds });
}

/**
 * Signs in by address and password. Refuses TOO_MANY_TRIES, and PASSWORD_WRONG alike, and after the same work, for a wrong password,
 * an address nobody has, and a person without password.
 */
export async function signInByPassword(
  services: Services,
  { email, password }: { email: string; password: string },
  origin: Origin,
): Promise<SignedInPerson> {
  await countTry(services, email, origin);
  const person = await services.db.person.findUnique({ where: { email }, include: { password: true } });
  const kept = person?.password?.hash ?? null;
  const isRight = await isPassword(password, kept);
  if (!isRight || !person || kept === null) throw new Refusal("PASSWORD_WRONG");
  if (isOutdated(kept)) {
    const where = { personId: person.id, hash: kept };
    await services.db.personPassword.updateMany({ where, data: { hash: await hashPassword(password) } });
  }
  await services.db.$transaction((tx) => claimPurchases(tx, person));
  return { id: person.id, email: person.email, sessionVersion: person.sessionVersion };
}

/**
 * Demands that it is the person themselves: by the current password if one is given, else by a fresh session. Returns when they
 * proved it last. Refuses PASSWORD_WRONG, TOO_MANY_TRIES, SESSION_NOT_FRESH.
 */
async function requireProof(ctx: RequestContext, email: string, kept: string | null, current: string | null) {
  if (current === null) {
    if (!isFresh(ctx, ctx.caller.signedInAtMs)) throw new Refusal("SESSION_NOT_FRESH");
    return ctx.caller.signedInAtMs;
  }
  await countTry(ctx, email, ctx.caller);
  if (!(await isPassword(current, kept))) throw new Refusal("PASSWORD_WRONG");
  return ctx.clock.nowMs();
}

/**
 * Sets a password or changes it. Every other session ends, and a letter says so. Demands the current password or a fresh session.
 * Refuses PASSWORD_WEAK with the reason, PASSWORD_WRONG, TOO_MANY_TRIES, SESSION_NOT_FRESH.
 */
export async function setPassword(
  ctx: RequestContext,
  personId: string,
  { password, current }: z.output<typeof setPasswordInput>,
): Promise<void> {
  const { email, name, password: before } = await readPerson(ctx, personId);
  const signedInAtMs = await requireProof(ctx, email, before?.hash ?? null, current);
  const reason = await passwordWeakness(password, { email, name });
  if (reason) throw new Refusal("PASSWORD_WEAK", { reason });
  const row = { hash: await hashPassword(password), changedAt: ctx.clock.now() };
  const person = await ctx.db.$transaction(async (tx) => {
    const raised = await tx.person.update({ where: { id: personId, deletedAt: null }, data: RAISED_VERSION });
    await tx.personPassword.upsert({ where: { personId }, create: { personId, ...row }, update: row });
    await tellOfChange(tx, { kind: before ? "passwordChanged" : "passwordSet", to: email, locale: raised.locale });
    return raised;
  });
  await signOutElsewhere(ctx, person, signedInAtMs);
}

/**
 * Takes the password away; the mail remains. Every other session ends, and a letter says so. Without a password nothing happens.
 * Refuses PASSWORD_WRONG, TOO_MANY_TRIES, SESSION_NOT_FRESH.
 */
export async function removePassword(
  ctx: RequestContext,
  personId: string,
  { current }: z.output<typeof removePasswordInput>,
): Promise<void> {
  const { email, password: before } = await readPerson(ctx, personId);
  const signedInAtMs = await requireProof(ctx, email, before?.hash ?? null, current);
  const person = await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.personPassword.deleteMany({ where: { personId } });
    if (count === 0) return null;
    const raised = await tx.person.update({ where: { id: personId }, data: RAISED_VERSION });
    await tellOfChange(tx, { kind: "passwordRemoved", to: email, locale: raised.locale });
    return raised;
  });
  if (person) await signOutElsewhere(ctx, person, signedInAtMs);
}

function readPerson(ctx: RequestContext, personId: string) {
  return ctx.db.person.findUniqueOrThrow({ where: { id: personId }, include: { password: true } });
}
