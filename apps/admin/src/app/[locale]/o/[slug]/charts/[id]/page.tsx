import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ChartScreen } from "../../../../../../charts/chart-screen.tsx";

interface ChartPageProps {
  readonly params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata({ params }: ChartPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "charts" });
  return { title: t("title") };
}

export default async function ChartPage({ params }: ChartPageProps) {
  const { id } = await params;
  return <ChartScreen chartId={id} />;
}
