"use client";

import { Button, CodeField } from "@usher/ui";
import { signIn } from "next-auth/react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { Challenge } from "./email-form.tsx";

const CODE_LENGTH = 6;

export interface CodeFormProps {
  readonly challenge: Challenge;
  readonly onIn: () => Promise<void>;
  readonly onOther: () => void;
}

/** The six figures from the mail. */
export function CodeForm({ challenge, onIn, onOther }: CodeFormProps) {
  const t = useTranslations("signIn");
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
    if (answer?.ok && !answer.error) return onIn();
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
