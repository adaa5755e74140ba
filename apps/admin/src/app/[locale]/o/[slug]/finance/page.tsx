import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Finance } from "../../../../../finance/finance.tsx";

interface FinancePageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: FinancePageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("finance") };
}

export default async function FinancePage({ params }: FinancePageProps) {
  await localeOfRoute(params);
  return <Finance />;
}
