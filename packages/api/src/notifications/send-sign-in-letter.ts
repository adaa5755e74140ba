import { z } from "zod";
import type { JobPayloads } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import { letterLocale } from "./letters/frame.ts";
import { pageUrl } from "./letters/letter-words.ts";
import { signInLetter } from "./letters/sign-in-letter.ts";
import { sendLetter } from "./send-letter.ts";

const sealedProof = z.object({ code: z.string(), token: z.string() });

/** Sends the link and the code somebody asked for. A challenge that was used or has run out needs no letter any more. */
export async function sendSignInLetter(
  services: Services,
  { challengeId, sealed, app, locale, returnTo }: JobPayloads["notifications.signIn"],
): Promise<void> {
  const challenge = await services.db.signInChallenge.findUnique({ where: { id: challengeId } });
  const secondsLeft = challenge ? (challenge.expiresAt.getTime() - services.clock.nowMs()) / 1_000 : 0;
  if (!challenge || challenge.usedAt || secondsLeft <= 0) return;
  const { code, token } = sealedProof.parse(JSON.parse(services.box.open(sealed, `sign_in/${challengeId}`)));
  const language = letterLocale(locale);
  // The office has no languages in its addresses.
  const page =
    app === "admin"
      ? pageUrl(services.env.ADMIN_URL, "en", "/sign-in/confirm")
      : pageUrl(services.env.PWA_URL, language, "/sign-in/confirm");
  const link = new URL(page);
  link.searchParams.set("token", token);
  if (returnTo !== "/") link.searchParams.set("returnTo", returnTo);
  const facts = { code, linkUrl: link.href, minutesValid: Math.max(1, Math.round(secondsLeft / 60)) };
  const intent = { dedupeKey: `sign-in:${challengeId}`, kind: "signIn", to: challenge.email };
  await sendLetter(services, intent, () => signInLetter(facts, language));
}
