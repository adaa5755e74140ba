"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { useRefusalWords } from "@usher/client/refusals";
import { useTRPCClient } from "@usher/client/trpc";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { SIGNING_OUT } from "./sign-out-event.ts";

/** Sign out here, or, asked once, everywhere. */
export function SignOut({ locale }: { locale: Locale }) {
  const t = useTranslations("account");
  const client = useTRPCClient();
  const say = useRefusalWords();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const leave = async (everywhere: boolean) => {
    setProblem(null);
    try {
      if (everywhere) await client.accounts.signOutEverywhere.mutate();
      window.dispatchEvent(new Event(SIGNING_OUT));
      await signOut({ redirect: false });
      window.location.assign(localePath(locale, "/"));
    } catch (error) {
      setProblem(say(error));
    }
  };
  return (
    <section className="grid gap-2 pt-10">
      <button type="button" className="btn line wide" onClick={() => void leave(false)}>
        {t("signOut")}
      </button>
      {isAsking ? (
        <div role="alertdialog" aria-label={t("signOutEverywhereAsk")} className="grid gap-2 pt-2">
          <p className="strong">{t("signOutEverywhereAsk")}</p>
          <button type="button" className="btn line" onClick={() => void leave(true)}>
            {t("yes")}
          </button>
          <button type="button" className="btn quiet" onClick={() => setAsking(false)}>
            {t("no")}
          </button>
        </div>
      ) : (
        <button type="button" className="btn quiet wide" onClick={() => setAsking(true)}>
          {t("signOutEverywhere")}
        </button>
      )}
      <p role="alert" className="small text-(--danger)">
        {problem}
      </p>
    </section>
  );
}
