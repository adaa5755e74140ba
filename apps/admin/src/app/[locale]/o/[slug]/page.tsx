import { redirect } from "next/navigation";
import { localeOfRoute } from "../../../../i18n/locale-of-route.ts";
import { localePath } from "../../../../i18n/routing.ts";

/** An organizer's work begins at its events. */
export default async function OfficePage({ params }: { params: Promise<{ locale: string; slug: string }> }) {
  const { slug } = await params;
  redirect(localePath(await localeOfRoute(params), `/o/${slug}/events`));
}
