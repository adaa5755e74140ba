"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { useRefusalWords } from "@usher/client/refusals";
import { useTRPCClient } from "@usher/client/trpc";
import { Button } from "@usher/ui";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { takeOffDevice } from "./sign-out-event.ts";

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
      await takeOffDevice();
      await signOut({ redirect: false });
      // Another tab may have asked in the name of this person while the session still stood.
      await takeOffDevice();
      window.location.assign(localePath(locale, "/"));
    } catch (error) {
      setProblem(say(error));
    }
  };
  return (
    <section className="grid gap-2 pt-10">
      <Button wide onClick={() => void leave(false)}>
        {t("signOut")}
      </Button>
      {isAsking ? (
        <div role="alertdialog" aria-label={t("signOutEverywhereAsk")} className="grid gap-2 pt-2">
          <p className="strong">{t("signOutEverywhereAsk")}</p>
          <Button onClick={() => void leave(true)}>{t("yes")}</Button>
          <Button kind="quiet" onClick={() => setAsking(false)}>
            {t("no")}
          </Button>
        </div>
      ) : (
        <Button kind="quiet" wide onClick={() => setAsking(true)}>
          {t("signOutEverywhere")}
        </Button>
      )}
      <p role="alert" className="small text-danger">
        {problem}
      </p>
    </section>
  );
}
