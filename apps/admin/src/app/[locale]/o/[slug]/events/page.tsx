import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { EventList } from "../../../../../events/event-list.tsx";

interface EventsPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: EventsPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("events") };
}

export default async function EventsPage({ params }: EventsPageProps) {
  await localeOfRoute(params);
  return <EventList />;
}
