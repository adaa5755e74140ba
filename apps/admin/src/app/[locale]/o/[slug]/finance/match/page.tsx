import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Match } from "../../../../../../finance/match.tsx";

interface MatchPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: MatchPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("match") };
}

export default async function MatchPage({ params }: MatchPageProps) {
  await localeOfRoute(params);
  return <Match />;
}
