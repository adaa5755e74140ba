import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EventEditor } from "../../../../../../events/event-editor.tsx";

interface EventPageProps {
  readonly params: Promise<{ locale: string; id: string }>;
}

export async function generateMetadata({ params }: EventPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("events") };
}

export default async function EventPage({ params }: EventPageProps) {
  const { id } = await params;
  return <EventEditor eventId={id} />;
}
