"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { MeView } from "@usher/api/contract";
import { CURRENCY_EXPONENTS } from "@usher/api/money";
import { LOCALES, type Locale, languageTag, localePath } from "@usher/client/i18n";
import { useTRPC, useTRPCClient } from "@usher/client/trpc";
import { Segments, SelectField, ThemeSwitch } from "@usher/ui";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { remember, type Shown } from "../preferences/shown.ts";
import { useShownCurrency, useShownTimeZone } from "../preferences/use-shown.ts";

const LANGUAGE_KEYS = { en: "english", zh: "chinese" } as const;

type Choice = Partial<Shown> & { readonly locale?: Locale };

export interface DisplaySettingsProps {
  readonly locale: Locale;
  /** null for a guest, whose choices stay on this device. */
  readonly person: MeView["person"];
}

/**
 * Day or night, the language, and what is shown beside the venue's own money and time. The theme stays on this device; the
 * language is also that of our mails.
 */
export function DisplaySettings({ locale, person }: DisplaySettingsProps) {
  const t = useTranslations("account");
  const router = useRouter();
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queries = useQueryClient();
  /** Chosen before it was known whose account this is; a guest's stays here. */
  const early = useRef<Choice>({});
  const send = (change: Choice) => {
    // It is shown as chosen at once; should the server not hear of it, only mails and other devices stay as they were.
    client.accounts.updateProfile.mutate(change).then(
      (me) => queries.setQueryData(trpc.accounts.me.queryKey(), me),
      () => {},
    );
  };
  const save = (change: Choice) => {
    if (person) send(change);
    else early.current = { ...early.current, ...change };
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it becomes known who this is
  useEffect(() => {
    if (!person || Object.keys(early.current).length === 0) return;
    send(early.current);
    early.current = {};
  }, [person?.id]);
  const speak = (next: Locale) => {
    save({ locale: next });
    router.replace(localePath(next, "/account"));
  };
  const show = (change: Partial<Shown>) => {
    remember(change);
    save(change);
  };
  return (
    <section className="pt-8">
      <h2 className="mb-3">{t("display")}</h2>
      <ThemeSwitch label={t("theme")} words={{ system: t("system"), light: t("day"), dark: t("night") }} />
      <Segments
        label={t("language")}
        className="mt-3"
        value={locale}
        onChange={speak}
        choices={LOCALES.map((one) => ({ value: one, label: t(LANGUAGE_KEYS[one]) }))}
      />
      <AlsoShown locale={locale} person={person} onShow={show} />
    </section>
  );
}

interface AlsoShownProps extends DisplaySettingsProps {
  readonly onShow: (change: Partial<Shown>) => void;
}

/** The reader's own currency and zone. Their names are the browser's, so they come once the page is alive. */
function AlsoShown({ locale, person, onShow }: AlsoShownProps) {
  const t = useTranslations("account");
  const currency = useShownCurrency();
  const timeZone = useShownTimeZone();
  const [names, setNames] = useState<Names | null>(null);
  useEffect(() => setNames(namesIn(locale)), [locale]);
  const known = person && { currency: person.currency, timeZone: person.timeZone };
  const [knownCurrency, knownZone] = [known?.currency ?? null, known?.timeZone ?? null];
  // What was chosen on another device is shown here too.
  useEffect(() => {
    remember({ currency: knownCurrency ?? undefined, timeZone: knownZone ?? undefined });
  }, [knownCurrency, knownZone]);
  return (
    <div className="mt-5 grid gap-4">
      <SelectField
        label={t("pricesIn")}
        hint={t("pricesInHint")}
        value={currency ?? ""}
        onChange={(event) => onShow({ currency: event.target.value || null })}
      >
        <option value="">{t("venuesMoney")}</option>
        {names?.currencies.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t("timesIn")}
        hint={t("timesInHint")}
        value={timeZone ?? ""}
        onChange={(event) => onShow({ timeZone: event.target.value || null })}
      >
        <option value="">{t("venuesTime")}</option>
        {names && <option value={names.here}>{t("timeHere", { zone: names.here.replaceAll("_", " ") })}</option>}
        {names?.zones.map((zone) => (
          <option key={zone} value={zone}>
            {zone.replaceAll("_", " ")}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

interface Names {
  readonly currencies: readonly (readonly [code: string, name: string])[];
  /** The device's own zone. */
  readonly here: string;
  readonly zones: readonly string[];
}

function namesIn(locale: Locale): Names {
  const names = new Intl.DisplayNames(languageTag(locale), { type: "currency" });
  const currencies = Object.keys(CURRENCY_EXPONENTS).map(
    (code) => [code, `${code} · ${names.of(code) ?? code}`] as const,
  );
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = Intl.supportedValuesOf("timeZone").filter((zone) => zone !== here);
  return { currencies, here, zones };
}
