import type { Locale } from "@usher/client/i18n";
import { getTranslations } from "next-intl/server";
import type { RemindWords } from "./remind-button.tsx";

/** The sheet's sentences, so that pages without a translator of their own can show it. */
export async function remindWords(locale: Locale): Promise<RemindWords> {
  const t = await getTranslations({ locale, namespace: "remind" });
  return {
    remind: t("remind"),
    set: t("set"),
    title: t("title"),
    close: t("close"),
    calendar: t("calendar"),
    calendarText: t("calendarText"),
    mail: t("mail"),
    mailText: t("mailText", { email: "{email}" }),
    mailSet: t("mailSet", { email: "{email}" }),
    stop: t("stop"),
    signIn: t("signIn"),
    signInText: t("signInText"),
    broken: t("broken"),
  };
}
