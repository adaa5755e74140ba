"use client";

import { useTranslations } from "next-intl";

const KINDS = { draft: "warn", published: "ok", cancelled: "bad" } as const;

/** Whether the public sees it. */
export function PublicationPill({ status }: { status: keyof typeof KINDS }) {
  const t = useTranslations("publication");
  return <span className={`pill ${KINDS[status]}`}>{t(status)}</span>;
}
