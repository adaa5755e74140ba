import { localeOfRoute } from "@usher/client/i18n/server";
import { readHome } from "../../catalog/read-catalog.ts";
import { HomePage } from "../../home/home-page.tsx";

export const revalidate = 300;

/** Home for whoever has chosen no place: what is on everywhere. */
export default async function EverywherePage({ params }: { params: Promise<{ locale: string }> }) {
  const locale = await localeOfRoute(params);
  return <HomePage locale={locale} home={await readHome(locale, null)} />;
}
