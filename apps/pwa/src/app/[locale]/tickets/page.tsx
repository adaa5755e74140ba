import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MainHead, MainTabs } from "../../../shell/main-nav.tsx";
import { TicketsScreen } from "../../../wallet/tickets-screen.tsx";

interface TicketsPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: TicketsPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "tickets" });
  return { title: t("title"), robots: { index: false } };
}

/** The same for everybody, so that a device may keep it; whose tickets they are is known on the device alone. */
export default async function TicketsPage({ params }: TicketsPageProps) {
  const locale = await localeOfRoute(params);
  return (
    <div className="flex min-h-svh flex-col">
      <MainHead locale={locale} here="tickets" />
      <TicketsScreen locale={locale} />
      <MainTabs locale={locale} here="tickets" />
    </div>
  );
}
