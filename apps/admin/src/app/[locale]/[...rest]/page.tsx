import { notFound } from "next/navigation";
import { localeOfRoute } from "../../../i18n/locale-of-route.ts";

/** Every address that no page has: answered in the reader's language. */
export default async function RestPage({ params }: { params: Promise<{ locale: string }> }) {
  await localeOfRoute(params);
  notFound();
}
