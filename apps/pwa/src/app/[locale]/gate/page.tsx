import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GateScreen } from "../../../gate/gate-screen.tsx";

interface GatePageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: GatePageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "gate" });
  return { title: t("title"), robots: { index: false } };
}

export default async function GatePage({ params }: GatePageProps) {
  return <GateScreen locale={await localeOfRoute(params)} />;
}
