import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Suspense } from "react";
import { MainHead } from "../../../../shell/main-nav.tsx";
import { TicketScreen } from "../../../../wallet/ticket-screen.tsx";

interface TicketPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: TicketPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "tickets" });
  return { title: t("one"), robots: { index: false } };
}

/** One page for every ticket: the browser reads from the address which one, and from the device what it says. */
export default async function TicketPage({ params }: TicketPageProps) {
  const locale = await localeOfRoute(params);
  return (
    <div className="flex min-h-svh flex-col">
      <MainHead locale={locale} here="tickets" />
      <Suspense>
        <TicketScreen locale={locale} />
      </Suspense>
    </div>
  );
}
