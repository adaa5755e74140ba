import type { HomeView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { findHome } from "../../../../catalog/read-catalog.ts";
import { HomePage } from "../../../../home/home-page.tsx";
import { FORGET_PLACE } from "../../../../home/remembered-place.ts";

interface CityPageProps {
  readonly params: Promise<{ locale: string; city: string }>;
}

export const revalidate = 300;

export async function generateMetadata({ params }: CityPageProps): Promise<Metadata> {
  const [locale, { city }] = [await localeOfRoute(params), await params];
  const home = await readCity(locale, city);
  const t = await getTranslations({ locale, namespace: "discover" });
  return { title: t("onIn", { city: home.city?.name ?? city }) };
}

/** Home of a city. */
export default async function CityPage({ params }: CityPageProps) {
  const [locale, { city }] = [await localeOfRoute(params), await params];
  return <HomePage locale={locale} home={await readCity(locale, city)} />;
}

/** Where nothing is on any more, home is everywhere again, for whoever had it here too. */
async function readCity(locale: Locale, city: string): Promise<HomeView> {
  const home = await findHome(locale, city);
  return home ?? redirect(localePath(locale, `/?${FORGET_PLACE}=1`));
}
