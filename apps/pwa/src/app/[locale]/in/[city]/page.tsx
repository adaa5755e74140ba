import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readHome } from "../../../../catalog/read-catalog.ts";
import { HomePage } from "../../../../home/home-page.tsx";

interface CityPageProps {
  readonly params: Promise<{ locale: string; city: string }>;
}

export const revalidate = 300;

export async function generateMetadata({ params }: CityPageProps): Promise<Metadata> {
  const [locale, { city }] = [await localeOfRoute(params), await params];
  const home = await readHome(locale, city);
  const t = await getTranslations({ locale, namespace: "discover" });
  return { title: t("onIn", { city: home.city?.name ?? city }) };
}

/** Home of a city. */
export default async function CityPage({ params }: CityPageProps) {
  const [locale, { city }] = [await localeOfRoute(params), await params];
  return <HomePage locale={locale} home={await readHome(locale, city)} />;
}
