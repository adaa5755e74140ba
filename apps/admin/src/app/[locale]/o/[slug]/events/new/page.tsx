import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { NewEvent } from "../../../../../../events/event-editor.tsx";

interface NewEventPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: NewEventPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("events") };
}

export default async function NewEventPage({ params }: NewEventPageProps) {
  await localeOfRoute(params);
  return <NewEvent />;
}
