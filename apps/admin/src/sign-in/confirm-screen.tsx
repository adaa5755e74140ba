"use client";

import Link from "next/link";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Locale, localePath } from "../i18n/routing.ts";
import { Logo } from "../shell/logo.tsx";
import { Trouble } from "../shell/trouble.tsx";
import { returnPath } from "./return-path.ts";

/** One button: pressing it signs this browser in. */
export function ConfirmScreen({ locale }: { locale: Locale }) {
  const t = useTranslations("signIn");
  const [state, setState] = useState<"asking" | "busy" | "old">("asking");
  const confirm = async () => {
    setState("busy");
    const { search } = window.location;
    const token = new URLSearchParams(search).get("token") ?? "";
    const answer = await signIn("mail-link", { redirect: false, token }).catch(() => undefined);
    if (answer?.ok && !answer.error) window.location.replace(returnPath(search, localePath(locale, "/")));
    else setState("old");
  };
  if (state === "old") {
    return (
      <div role="alert">
        <Trouble title={t("linkOld")} text={t("linkOldText")}>
          <Link href={localePath(locale, "/sign-in")} className="btn">
            {t("newLink")}
          </Link>
        </Trouble>
      </div>
    );
  }
  return (
    <main id="content" className="alone">
      <Logo className="mark" />
      <h1>{t("linkTitle")}</h1>
      <p className="dim">{t("linkText")}</p>
      <button
        type="button"
        className="btn torch"
        disabled={state === "busy"}
        aria-busy={state === "busy"}
        onClick={confirm}
      >
        {state === "busy" && <span className="spin" aria-hidden="true" />}
        {state === "busy" ? t("confirming") : t("confirm")}
      </button>
    </main>
  );
}
