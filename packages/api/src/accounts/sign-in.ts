import { createHmac, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import type { z } from "zod";
import { Refusal } from "../errors.ts";
import { newId } from "../kernel/ids.ts";
import { enqueue } from "../kernel/jobs.ts";
import type { RequestContext, Services } from "../services.ts";
import type { requestSignInInput } from "./accounts.schema.ts";
import { personOfAddress, type SignedInPerson } from "./address.ts";
import { allowsRate } from "./rate-limits.ts";

const VALID_SECONDS = 15 * 60;

const digest = (services: Services, text: string) =>
  createHmac("sha256", services.env.NEXTAUTH_SECRET).update(text).digest("base64url");

/**
 * Sends a mail with a link and a six-digit code, whether or not the address is known: nobody learns who has an account.
 * Refuses TOO_MANY_TRIES, by address of the mail too.
 */
export async function requestSignIn(ctx: RequestContext, input: z.output<typeof requestSignInInput>) {
  const waitSeconds = await allowsRate(ctx, "signIn", ctx.caller, `mail:${input.email}`);
  if (waitSeconds > 0) throw new Refusal("TOO_MANY_TRIES", { waitSeconds });
  const challengeId = newId();
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const token = randomBytes(32).toString("base64url");
  await ctx.db.$transaction(async (tx) => {
    await tx.signInChallenge.create({
      data: {
        id: challengeId,
        email: input.email,
        locale: input.locale,
        codeHash: digest(ctx, `${challengeId}:${code}`),
        tokenHash: digest(ctx, token),
        expiresAt: new Date(ctx.clock.nowMs() + VALID_SECONDS * 1_000),
      },
    });
    const sealed = ctx.box.seal(JSON.stringify({ code, token }), `sign_in/${challengeId}`);
    await enqueue(tx, "notifications.signIn", {
      challengeId,
      sealed,
      app: ctx.app,
      locale: input.locale,
      returnTo: input.returnTo,
    });
  });
  return { challengeId, secondsValid: VALID_SECONDS };
}

/** Proves an address by the code. Five wrong tries end the challenge. Refuses SIGN_IN_CODE_WRONG, SIGN_IN_CODE_OLD. */
export async function signInByCode(services: Services, challengeId: string, code: string): Promise<SignedInPerson> {
  // The try is counted before the code is compared, so that many guesses at once are still five.
  const { count } = await services.db.signInChallenge.updateMany({
    where: { id: challengeId, usedAt: null, attemptsLeft: { gt: 0 }, expiresAt: { gt: services.clock.now() } },
    data: { attemptsLeft: { decrement: 1 } },
  });
  if (count === 0) throw new Refusal("SIGN_IN_CODE_OLD");
  const challenge = await services.db.signInChallenge.findUniqueOrThrow({ where: { id: challengeId } });
  if (!isSame(challenge.codeHash, digest(services, `${challengeId}:${code}`))) {
    throw new Refusal("SIGN_IN_CODE_WRONG", { attemptsLeft: challenge.attemptsLeft });
  }
  return redeem(services, challengeId);
}

/** Proves an address by the link's token. Refuses SIGN_IN_CODE_OLD. */
export async function signInByLink(services: Services, token: string): Promise<SignedInPerson> {
  const challenge = await services.db.signInChallenge.findUnique({ where: { tokenHash: digest(services, token) } });
  if (!challenge) throw new Refusal("SIGN_IN_CODE_OLD");
  return redeem(services, challenge.id);
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Uses a challenge up, once, and finds or makes the person. */
async function redeem(services: Services, challengeId: string): Promise<SignedInPerson> {
  return services.db.$transaction(async (tx) => {
    const { count } = await tx.signInChallenge.updateMany({
      where: { id: challengeId, usedAt: null, expiresAt: { gt: services.clock.now() } },
      data: { usedAt: services.clock.now() },
    });
    if (count === 0) throw new Refusal("SIGN_IN_CODE_OLD");
    const { email, locale } = await tx.signInChallenge.findUniqueOrThrow({ where: { id: challengeId } });
    return personOfAddress(tx, email, locale);
  });
}
