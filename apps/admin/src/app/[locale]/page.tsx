import { localeOfRoute } from "../../i18n/locale-of-route.ts";
import { OrganizerChoice } from "../../shell/organizer-choice.tsx";

export default async function HomePage({ params }: { params: Promise<{ locale: string }> }) {
  return <OrganizerChoice locale={await localeOfRoute(params)} />;
}
