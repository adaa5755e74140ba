import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LiveSales } from "../../../../../../sales/live-sales.tsx";

interface PerformancePageProps {
  readonly params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata({ params }: PerformancePageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("sales") };
}

export default async function PerformancePage({ params }: PerformancePageProps) {
  const { id } = await params;
  return <LiveSales performanceId={id} />;
}
