import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { localeOfRoute } from "../../../i18n/locale-of-route.ts";
import { AppProviders } from "../../../trpc/app-providers.tsx";

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
