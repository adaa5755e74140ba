import { localeOfRoute } from "@usher/client/i18n/server";
import { AppProviders } from "@usher/client/trpc";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";

interface BuyingLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ locale: string }>;
}

/** Screens on which something is done: they bring words and procedures into the browser. */
export default async function BuyingLayout({ children, params }: BuyingLayoutProps) {
  await localeOfRoute(params);
  return (
    <NextIntlClientProvider>
      <AppProviders>{children}</AppProviders>
    </NextIntlClientProvider>
  );
}
