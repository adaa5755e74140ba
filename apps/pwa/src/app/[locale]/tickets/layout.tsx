import { localeOfRoute } from "@usher/client/i18n/server";
import { AppProviders } from "@usher/client/trpc";
import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";

interface TicketsLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ locale: string }>;
}

/** The wallet reads the device and asks procedures, so it brings words into the browser. */
export default async function TicketsLayout({ children, params }: TicketsLayoutProps) {
  await localeOfRoute(params);
  return (
    <NextIntlClientProvider>
      <AppProviders>{children}</AppProviders>
    </NextIntlClientProvider>
  );
}
