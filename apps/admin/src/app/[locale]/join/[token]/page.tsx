import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { Join } from "../../../../team/join.tsx";

interface JoinPageProps {
  readonly params: Promise<{ locale: string; token: string }>;
}

/** The token in the address must not leave with a link. */
export const metadata: Metadata = { robots: { index: false }, referrer: "no-referrer" };

/** Where the link of an invitation leads. Opening it changes nothing: mail scanners open links too. The button acts. */
export default async function JoinPage({ params }: JoinPageProps) {
  const { token } = await params;
  return <Join locale={await localeOfRoute(params)} token={token} />;
}
