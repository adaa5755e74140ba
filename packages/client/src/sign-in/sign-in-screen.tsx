"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Button, CodeField, Field, SoloPage } from "@usher/ui";
import { Mail } from "lucide-react";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { type Locale, localePath } from "../i18n/routing.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useTRPCClient } from "../trpc/trpc.ts";
import { returnPath } from "./return-path.ts";
import { tellSignedIn } from "./signed-in-event.ts";

export interface SignInScreenProps {
  readonly locale: Locale;
  /** Where to go afterwards, unless the address says otherwise; without the language. */
  readonly home: string;
  /** What the app calls it. */
  readonly title: string;
  /** The way out. */
  readonly head?: ReactNode;
  /** A small line at the foot. */
  readonly note?: ReactNode;
}

interface Challenge {
  readonly id: string;
  readonly email: string;
}

const MINUTES = 15;
const CODE_LENGTH = 6;

/** Sign in by mail: an address first, then the figures from the mail, unless the link in it is pressed. */
export function SignInScreen({ locale, home, title, head, note }: SignInScreenProps) {
  const t = useTranslations("signIn");
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const destination = () => returnPath(window.location.search, localePath(locale, home));
  if (challenge) {
    return (
      <SoloPage
        head={head}
        note={note}
        title={t("codeTitle")}
        text={<span role="status">{t("codeText", { email: challenge.email })}</span>}
      >
        <CodeForm challenge={challenge} destination={destination} onOther={() => setChallenge(null)} />
      </SoloPage>
    );
  }
  return (
    <SoloPage head={head} note={note} title={title} text={t("text", { minutes: MINUTES })}>
      <EmailForm locale={locale} destination={destination} onSent={setChallenge} />
    </SoloPage>
  );
}

interface EmailFormProps {
  readonly locale: Locale;
  readonly destination: () => string;
  readonly onSent: (challenge: Challenge) => void;
}

function EmailForm({ locale, destination, onSent }: EmailFormProps) {
  const t = useTranslations("signIn");
  const client = useTRPCClient();
  const say = useRefusalWords();
  const field = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    const email = field.current?.value.trim().toLowerCase() ?? "";
    if (!field.current?.checkValidity() || email === "") {
      setProblem(t("emailWrong"));
      field.current?.focus();
      return;
    }
    setBusy(true);
    setProblem(null);
    try {
      const { challengeId } = await client.accounts.requestSignIn.mutate({ email, locale, returnTo: destination() });
      onSent({ id: challengeId, email });
    } catch (error) {
      setProblem(say(error));
      setBusy(false);
    }
  };
  return (
    <form noValidate onSubmit={send}>
      <Field
        ref={field}
        label={t("email")}
        error={problem}
        type="email"
        inputMode="email"
        autoComplete="email"
        required
      />
      <Button type="submit" kind="torch" wide busy={isBusy} className="mt-4">
        {isBusy ? null : <Mail aria-hidden="true" />}
        {isBusy ? t("sending") : t("send")}
      </Button>
    </form>
  );
}

interface CodeFormProps {
  readonly challenge: Challenge;
  readonly destination: () => string;
  readonly onOther: () => void;
}

function CodeForm({ challenge, destination, onOther }: CodeFormProps) {
  const t = useTranslations("signIn");
  const queries = useQueryClient();
  const [code, setCode] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isWrong, setWrong] = useState(false);
  const type = (figures: string) => {
    setCode(figures);
    setWrong(false);
  };
  const confirm = async (figures: string) => {
    if (isBusy) return;
    setBusy(true);
    const answer = await signIn("mail-code", { redirect: false, challengeId: challenge.id, code: figures }).catch(
      () => undefined,
    );
    if (answer?.ok && !answer.error) {
      queries.clear();
      await tellSignedIn();
      window.location.assign(destination());
      return;
    }
    setWrong(true);
    setBusy(false);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void confirm(code);
  };
  return (
    <form noValidate onSubmit={submit}>
      <CodeField
        label={t("code")}
        value={code}
        onChange={type}
        onComplete={confirm}
        length={CODE_LENGTH}
        error={isWrong ? t("codeWrong") : undefined}
        autoFocus
      />
      <Button type="submit" kind="torch" wide busy={isBusy} className="mt-4">
        {isBusy ? t("confirming") : t("confirm")}
      </Button>
      <Button wide className="mt-2" onClick={onOther}>
        {t("otherEmail")}
      </Button>
    </form>
  );
}
