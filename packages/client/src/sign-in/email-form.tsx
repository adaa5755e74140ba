"use client";

import { Button, Field } from "@usher/ui";
import { Mail } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { Locale } from "../i18n/routing.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useTRPCClient } from "../trpc/trpc.ts";

/** A code that was sent, and where. */
export interface Challenge {
  readonly id: string;
  readonly email: string;
}

export interface EmailFormProps {
  readonly locale: Locale;
  /** Where the link in the mail leads in the end. */
  readonly returnTo: () => string;
  readonly onSent: (challenge: Challenge) => void;
  /** Goes on elsewhere with what was typed so far. */
  readonly onTyped: (email: string) => void;
  readonly email: string;
}

/** One field: the address a code goes to. */
export function EmailForm({ locale, returnTo, onSent, onTyped, email: known }: EmailFormProps) {
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
      const { challengeId } = await client.accounts.requestSignIn.mutate({ email, locale, returnTo: returnTo() });
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
        defaultValue={known}
        onChange={(event) => onTyped(event.target.value)}
        required
      />
      <Button type="submit" kind="torch" wide busy={isBusy} className="mt-4">
        {isBusy ? null : <Mail aria-hidden="true" />}
        {isBusy ? t("sending") : t("send")}
      </Button>
    </form>
  );
}
