import "../../styles/app.css";
import { languageTag } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import { AppProviders } from "@usher/client/trpc";
import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { env } from "../../env.ts";
import { headScript } from "../../shell/head-script.ts";

export { viewport } from "@usher/client/viewport";

interface LocaleLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ locale: string }>;
}

/** Every page is made for its request: the policy's nonce changes with each, and nothing here is the same for two people. */
export const dynamic = "force-dynamic";

export async function generateMetadata({ params }: LocaleLayoutProps): Promise<Metadata> {
  const locale = await localeOfRoute(params);
  const t = await getTranslations({ locale, namespace: "app" });
  return {
    metadataBase: new URL(env().ADMIN_URL),
    title: { default: t("name"), template: `%s · ${t("name")}` },
    applicationName: t("name"),
    robots: { index: false, follow: false },
    icons: { icon: [{ url: "/icons/icon.svg", type: "image/svg+xml" }, "/icons/icon-192.png"] },
    formatDetection: { telephone: false },
  };
}

/** The shell of every page: language, fonts, colours and procedures. */
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
        <a
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-press focus:bg-text focus:px-3.5 focus:py-2.5 focus:text-page"
          href="#content"
        >
          {t("skip")}
        </a>
        <NextIntlClientProvider>
          <AppProviders>{children}</AppProviders>
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
