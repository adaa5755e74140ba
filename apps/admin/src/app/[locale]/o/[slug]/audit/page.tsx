import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { History } from "../../../../../history/history.tsx";

interface HistoryPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: HistoryPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("history") };
}

export default async function HistoryPage({ params }: HistoryPageProps) {
  await localeOfRoute(params);
  return <History />;
}
