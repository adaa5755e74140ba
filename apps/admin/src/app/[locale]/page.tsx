import { localeOfRoute } from "@usher/client/i18n/server";
import { OrganizerChoice } from "../../shell/organizer-choice.tsx";

export default async function HomePage({ params }: { params: Promise<{ locale: string }> }) {
  return <OrganizerChoice locale={await localeOfRoute(params)} />;
}
