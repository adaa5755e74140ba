import { NextIntlClientProvider } from "next-intl";
import type { ReactNode } from "react";
import { localeOfRoute } from "../../../i18n/locale-of-route.ts";
import { AppProviders } from "../../../trpc/app-providers.tsx";

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
