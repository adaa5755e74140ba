import { localeOfRoute } from "@usher/client/i18n/server";
import type { ReactNode } from "react";
import { OfficeShell } from "../../../../shell/office-shell.tsx";

interface OfficeLayoutProps {
  readonly children: ReactNode;
  readonly params: Promise<{ locale: string; slug: string }>;
}

/** Everything of one organizer, for those who work for it. */
export default async function OfficeLayout({ children, params }: OfficeLayoutProps) {
  const { slug } = await params;
  return (
    <OfficeShell locale={await localeOfRoute(params)} slug={slug}>
      {children}
    </OfficeShell>
  );
}
