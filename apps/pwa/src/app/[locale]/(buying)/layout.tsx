import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { localeOfRoute } from "../../../i18n/locale-of-route.ts";
import { AppProviders } from "../../../trpc/app-providers.tsx";

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
