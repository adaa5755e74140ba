import { localeOfRoute } from "@usher/client/i18n/server";
import { AppProviders } from "@usher/client/trpc";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";

interface GateLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ locale: string }>;
}

/** The gate's shell is the same for everyone, so that a service worker can keep it for a house without signal. */
export default async function GateLayout({ children, params }: GateLayoutProps) {
  await localeOfRoute(params);
  return (
    <NextIntlClientProvider>
      <AppProviders>{children}</AppProviders>
    </NextIntlClientProvider>
  );
}
