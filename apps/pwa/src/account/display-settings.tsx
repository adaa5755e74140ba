"use client";

import { LOCALES, type Locale, localePath } from "@usher/client/i18n";
import { useTRPCClient } from "@usher/client/trpc";
import { Segments, ThemeSwitch } from "@usher/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";

const LANGUAGE_KEYS = { en: "english", zh: "chinese" } as const;

/** Day or night, and the language. The theme stays on this device; the language is also that of our mails. */
export function DisplaySettings({ locale, isSignedIn }: { locale: Locale; isSignedIn: boolean }) {
  const t = useTranslations("account");
  const router = useRouter();
  const client = useTRPCClient();
  const speak = (next: Locale) => {
    // The address decides what is shown; should the server not hear of it, only the mails stay as they were.
    if (isSignedIn) client.accounts.updateProfile.mutate({ locale: next }).catch(() => {});
    router.replace(localePath(next, "/account"));
  };
  return (
    <section className="pt-5">
      <h2 className="mb-3">{t("display")}</h2>
      <ThemeSwitch label={t("theme")} words={{ system: t("system"), light: t("day"), dark: t("night") }} />
      <Segments
        label={t("language")}
        className="mt-3"
        value={locale}
        onChange={speak}
        choices={LOCALES.map((one) => ({ value: one, label: t(LANGUAGE_KEYS[one]) }))}
      />
    </section>
  );
}
