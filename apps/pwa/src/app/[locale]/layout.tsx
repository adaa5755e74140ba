import "../../styles/app.css";
import { languageTag } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { env, isBuilt } from "../../env.ts";
import { PreferenceKeeper } from "../../preferences/preference-keeper.tsx";
import { WorkerRegistration } from "../../service-worker/worker-registration.tsx";
import { WalletKeeper } from "../../wallet/wallet-keeper.tsx";
import { headScript } from "../../shell/head-script.ts";

export { viewport } from "@usher/client/viewport";

interface LocaleLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ locale: string }>;
}

/** No page is made by the build, which has neither a database nor an address: the first visit makes it, and it is kept. */
export function generateStaticParams(): { locale: string }[] {
  return [];
}

export async function generateMetadata({ params }: LocaleLayoutProps): Promise<Metadata> {
  const locale = await localeOfRoute(params);
  const t = await getTranslations({ locale, namespace: "app" });
  return {
    metadataBase: new URL(env().PWA_URL),
    title: { default: t("name"), template: `%s · ${t("name")}` },
    description: t("description"),
    applicationName: t("name"),
    appleWebApp: { capable: true, title: t("name"), statusBarStyle: "default" },
    icons: {
      icon: [{ url: "/icons/icon.svg", type: "image/svg+xml" }, "/icons/icon-192.png"],
      apple: "/icons/apple-touch-icon.png",
    },
    formatDetection: { telephone: false },
  };
}

/** The shell of every page: language, fonts and colours. It carries nothing personal. */
export default async function LocaleLayout({ children, params }: LocaleLayoutProps) {
  const locale = await localeOfRoute(params);
  const t = await getTranslations({ locale, namespace: "app" });
  return (
    <html lang={languageTag(locale)} dir="ltr" suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, which the policy names by its hash */}
        <script dangerouslySetInnerHTML={{ __html: headScript }} />
      </head>
      <body>
        <a className="skip" href="#content">
          {t("skip")}
        </a>
        {children}
        <WorkerRegistration isBuilt={isBuilt()} words={{ newVersion: t("newVersion"), reload: t("reload") }} />
        <WalletKeeper />
        <PreferenceKeeper />
      </body>
    </html>
  );
}
