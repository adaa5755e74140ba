"use client";

import { Button, Field, PasswordField } from "@usher/ui";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useCodeWords } from "../refusals/use-code-words.ts";

export interface PasswordFormProps {
  readonly email: string;
  readonly onTyped: (email: string) => void;
  readonly onIn: () => Promise<void>;
  readonly onMail: () => void;
}

/** Address and password, as password managers know them. */
export function PasswordForm({ email, onTyped, onIn, onMail }: PasswordFormProps) {
  const t = useTranslations("signIn");
  const sayCode = useCodeWords();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const typed = new FormData(event.currentTarget);
    const [address, password] = [String(typed.get("email")).trim().toLowerCase(), String(typed.get("password"))];
    if (address === "" || password === "") return setProblem(t("passwordMissing"));
    setBusy(true);
    setProblem(null);
    const answer = await signIn("password", { redirect: false, email: address, password }).catch(() => undefined);
    if (answer?.ok && !answer.error) return onIn();
    setProblem(answer?.error === "CredentialsSignin" ? t("emailWrong") : sayCode(answer?.error));
    setBusy(false);
  };
  return (
    <form noValidate onSubmit={submit} className="grid gap-4">
      <Field
        label={t("email")}
        name="email"
        type="email"
        inputMode="email"
        autoComplete="username"
        defaultValue={email}
        onChange={(event) => onTyped(event.target.value)}
        autoFocus={email === ""}
        required
      />
      <PasswordField
        label={t("password")}
        show={t("showPassword")}
        hide={t("hidePassword")}
        name="password"
        autoComplete="current-password"
        error={problem && <span role="alert">{problem}</span>}
        hint={t("passwordForgotten")}
        autoFocus={email !== ""}
        required
      />
      <Button type="submit" kind="torch" wide busy={isBusy}>
        {isBusy ? t("confirming") : t("confirm")}
      </Button>
      <Button wide onClick={onMail}>
        {t("byMail")}
      </Button>
    </form>
  );
}
