"use client";

import { Moon, Smartphone, Sun } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useSyncExternalStore } from "react";
import { LOCALES, type Locale, localePath } from "../i18n/routing.ts";
import { useTRPCClient } from "../trpc/trpc.ts";
import { readTheme, setTheme, subscribeTheme, THEMES } from "./theme.ts";

const THEME_ICONS = { system: Smartphone, light: Sun, dark: Moon } as const;
const THEME_KEYS = { system: "system", light: "day", dark: "night" } as const;
const LANGUAGE_KEYS = { en: "english", zh: "chinese" } as const;

/** Day or night, and the language. The theme stays on this device; the language is also that of our mails. */
export function DisplaySettings({ locale, isSignedIn }: { locale: Locale; isSignedIn: boolean }) {
  const t = useTranslations("account");
  const router = useRouter();
  const client = useTRPCClient();
  const theme = useSyncExternalStore(subscribeTheme, readTheme, () => "system" as const);
  const speak = (next: Locale) => {
    // The address decides what is shown; should the server not hear of it, only the mails stay as they were.
    if (isSignedIn) client.accounts.updateProfile.mutate({ locale: next }).catch(() => {});
    router.replace(localePath(next, "/account"));
  };
  return (
    <section className="pt-5">
      <h2 className="mb-3">{t("display")}</h2>
      <fieldset className="pick">
        <legend className="sr-only">{t("theme")}</legend>
        {THEMES.map((one) => {
          const Icon = THEME_ICONS[one];
          return (
            <label key={one}>
              <input type="radio" name="theme" checked={theme === one} onChange={() => setTheme(one)} />
              <Icon aria-hidden className="size-4.5" />
              {t(THEME_KEYS[one])}
            </label>
          );
        })}
      </fieldset>
      <fieldset className="pick mt-3">
        <legend className="sr-only">{t("language")}</legend>
        {LOCALES.map((one) => (
          <label key={one}>
            <input type="radio" name="language" checked={locale === one} onChange={() => speak(one)} />
            {t(LANGUAGE_KEYS[one])}
          </label>
        ))}
      </fieldset>
    </section>
  );
}
