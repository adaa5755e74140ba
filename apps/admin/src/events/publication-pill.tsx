"use client";

import { Pill } from "@usher/ui";
import { useTranslations } from "next-intl";

const KINDS = { draft: "warn", published: "success", cancelled: "danger" } as const;

/** Whether the public sees it. */
export function PublicationPill({ status }: { status: keyof typeof KINDS }) {
  const t = useTranslations("publication");
  return <Pill kind={KINDS[status]}>{t(status)}</Pill>;
}
