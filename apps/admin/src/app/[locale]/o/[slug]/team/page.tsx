import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Team } from "../../../../../team/team.tsx";

interface TeamPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: TeamPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("team") };
}

export default async function TeamPage({ params }: TeamPageProps) {
  await localeOfRoute(params);
  return <Team />;
}
