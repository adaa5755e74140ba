"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Mail } from "lucide-react";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { type Locale, localePath } from "../i18n/routing.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { Logo } from "../shell/logo.tsx";
import { useTRPCClient } from "../trpc/trpc.ts";
import { returnPath } from "./return-path.ts";

interface Challenge {
  readonly id: string;
  readonly email: string;
}

const MINUTES = 15;

/** Sign in by mail: an address first, then the figures from the mail, unless the link in it is pressed. */
export function SignInScreen({ locale }: { locale: Locale }) {
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  return (
    <main id="content" className="alone">
      <Logo className="mark" />
      {challenge ? (
        <CodeForm locale={locale} challenge={challenge} onOther={() => setChallenge(null)} />
      ) : (
        <EmailForm locale={locale} onSent={setChallenge} />
      )}
    </main>
  );
}

function EmailForm({ locale, onSent }: { locale: Locale; onSent: (challenge: Challenge) => void }) {
  const t = useTranslations("signIn");
  const client = useTRPCClient();
  const say = useRefusalWords();
  const field = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    const email = field.current?.value.trim().toLowerCase() ?? "";
    if (!field.current?.checkValidity() || email === "") {
      setProblem(t("emailWrong"));
      field.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const returnTo = returnPath(window.location.search, localePath(locale, "/"));
      const { challengeId } = await client.accounts.requestSignIn.mutate({ email, locale, returnTo });
      onSent({ id: challengeId, email });
    } catch (error) {
      setProblem(say(error));
      setBusy(false);
    }
  };
  return (
    <form className="stack" noValidate onSubmit={send}>
      <h1>{t("title")}</h1>
      <p className="dim">{t("text", { minutes: MINUTES })}</p>
      <div className="field">
        <label htmlFor="email">{t("email")}</label>
        <input
          ref={field}
          id="email"
          type="email"
          inputMode="email"
          autoComplete="email username"
          required
          aria-invalid={problem !== null}
          aria-describedby="email-problem"
        />
        <p id="email-problem" role="alert" className="bad">
          {problem}
        </p>
      </div>
      <button type="submit" className="btn torch" disabled={isBusy} aria-busy={isBusy}>
        {isBusy ? <span className="spin" aria-hidden="true" /> : <Mail aria-hidden />}
        {isBusy ? t("sending") : t("send")}
      </button>
    </form>
  );
}

interface CodeFormProps {
  readonly locale: Locale;
  readonly challenge: Challenge;
  readonly onOther: () => void;
}

function CodeForm({ locale, challenge, onOther }: CodeFormProps) {
  const t = useTranslations("signIn");
  const queries = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => field.current?.focus(), []);
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setWrong(false);
    const code = field.current?.value.replace(/\D/g, "") ?? "";
    const answer = await signIn("mail-code", { redirect: false, challengeId: challenge.id, code }).catch(
      () => undefined,
    );
    if (answer?.ok && !answer.error) {
      queries.clear();
      window.location.assign(returnPath(window.location.search, localePath(locale, "/")));
      return;
    }
    setWrong(true);
    setBusy(false);
    field.current?.select();
  };
  return (
    <form className="stack" noValidate onSubmit={confirm}>
      <h1>{t("codeTitle")}</h1>
      <p role="status" className="dim">
        {t("codeText", { email: challenge.email })}
      </p>
      <div className="field">
        <label htmlFor="code">{t("code")}</label>
        <input
          ref={field}
          id="code"
          className="num"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={7}
          required
          aria-invalid={isWrong}
          aria-describedby="code-problem"
        />
        <p id="code-problem" role="alert" className="bad">
          {isWrong ? t("codeWrong") : null}
        </p>
      </div>
      <button type="submit" className="btn torch" disabled={isBusy} aria-busy={isBusy}>
        {isBusy && <span className="spin" aria-hidden="true" />}
        {isBusy ? t("confirming") : t("confirm")}
      </button>
      <button type="button" className="btn" onClick={onOther}>
        {t("otherEmail")}
      </button>
    </form>
  );
}
