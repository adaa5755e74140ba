import type { JobPayloads } from "../kernel/jobs.ts";
import type { Services } from "../services.ts";
import { accountLetter } from "./letters/account-letter.ts";
import { letterLocale } from "./letters/frame.ts";
import { pageUrl } from "./letters/letter-words.ts";
import { sendLetter } from "./send-letter.ts";

/** Tells somebody that the ways into their account changed, or that it is gone. */
export async function sendAccountLetter(
  services: Services,
  { changeId, kind, provider, to, locale }: JobPayloads["notifications.accountChanged"],
): Promise<void> {
  const language = letterLocale(locale);
  const path = kind === "accountDeleted" ? "/sign-in" : "/account";
  const facts = { kind, provider, pageUrl: pageUrl(services.env.PWA_URL, language, path) };
  const intent = { dedupeKey: `account-changed:${changeId}`, kind: "accountChanged", to };
  await sendLetter(services, intent, () => accountLetter(facts, language));
}
