import { localeOfRoute } from "@usher/client/i18n/server";
import { notFound } from "next/navigation";

/** Every address that no page has: answered in the reader's language. */
export default async function RestPage({ params }: { params: Promise<{ locale: string }> }) {
  await localeOfRoute(params);
  notFound();
}
