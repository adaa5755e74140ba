import { localePath } from "@usher/client/i18n";
import { localeOfRoute } from "@usher/client/i18n/server";
import { redirect } from "next/navigation";

/** An organizer's work begins at its events. */
export default async function OfficePage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug } = await params;
  redirect(localePath(await localeOfRoute(params), `/o/${slug}/events`));
}
