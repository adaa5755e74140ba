"use client";

import { Button, buttonClass, SoloPage, Trouble } from "@usher/ui";
import Link from "next/link";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Locale, localePath } from "../i18n/routing.ts";
import { returnPath } from "./return-path.ts";
import { tellSignedIn } from "./signed-in-event.ts";

export interface ConfirmScreenProps {
  readonly locale: Locale;
  /** Where to go afterwards, unless the address says otherwise; without the language. */
  readonly home: string;
}

/** Where the link in the mail leads. One button: pressing it signs this browser in; opening the page does nothing. */
export function ConfirmScreen({ locale, home }: ConfirmScreenProps) {
  const t = useTranslations("signIn");
  const [state, setState] = useState<"asking" | "busy" | "old">("asking");
  const confirm = async () => {
    setState("busy");
    const { search } = window.location;
    const token = new URLSearchParams(search).get("token") ?? "";
    const answer = await signIn("mail-link", { redirect: false, token }).catch(() => undefined);
    if (!answer?.ok || answer.error) return setState("old");
    await tellSignedIn();
    window.location.replace(returnPath(search, localePath(locale, home)));
  };
  if (state === "old") {
    return (
      <div role="alert">
        <Trouble title={t("linkOld")} text={t("linkOldText")}>
          <Link href={localePath(locale, "/sign-in")} className={buttonClass()}>
            {t("newLink")}
          </Link>
        </Trouble>
      </div>
    );
  }
  return (
    <SoloPage title={t("linkTitle")} text={t("linkText")}>
      <Button kind="torch" wide busy={state === "busy"} onClick={confirm}>
        {state === "busy" ? t("confirming") : t("confirm")}
      </Button>
    </SoloPage>
  );
}
