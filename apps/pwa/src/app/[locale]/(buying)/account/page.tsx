import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AccountScreen } from "../../../../account/account-screen.tsx";
import { MainHead, MainTabs } from "../../../../shell/main-nav.tsx";

interface AccountPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: AccountPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "account" });
  return { title: t("title"), robots: { index: false } };
}

export default async function AccountPage({ params }: AccountPageProps) {
  const locale = await localeOfRoute(params);
  return (
    <div className="flex min-h-svh flex-col">
      <MainHead locale={locale} here="you" />
      <AccountScreen locale={locale} />
      <MainTabs locale={locale} here="you" />
    </div>
  );
}
