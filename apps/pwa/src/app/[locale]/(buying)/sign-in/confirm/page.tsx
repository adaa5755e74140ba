import { localeOfRoute } from "@usher/client/i18n/server";
import { ConfirmScreen } from "@usher/client/sign-in";
import type { Metadata } from "next";

/** The token in the address must not leave with a link. */
export const metadata: Metadata = { robots: { index: false }, referrer: "no-referrer" };

/** Where the link in the mail leads. Opening it changes nothing: mail scanners open links too. The button acts. */
export default async function ConfirmPage({ params }: { params: Promise<{ locale: string }> }) {
  return <ConfirmScreen locale={await localeOfRoute(params)} home="/account" />;
}
