import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AlertQueue } from "../../../../../../orders/alert-queue.tsx";

interface AlertsPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: AlertsPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("alerts") };
}

export default async function AlertsPage({ params }: AlertsPageProps) {
  await localeOfRoute(params);
  return <AlertQueue />;
}
