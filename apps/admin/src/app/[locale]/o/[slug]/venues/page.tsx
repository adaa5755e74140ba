import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { VenueList } from "../../../../../venues/venue-list.tsx";

interface VenuesPageProps {
  readonly params: Promise<{ locale: string }>;
}

export async function generateMetadata({ params }: VenuesPageProps): Promise<Metadata> {
  const t = await getTranslations({ locale: await localeOfRoute(params), namespace: "nav" });
  return { title: t("venues") };
}

export default async function VenuesPage({ params }: VenuesPageProps) {
  await localeOfRoute(params);
  return <VenueList />;
}
