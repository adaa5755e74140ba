"use client";

import { useMutation } from "@tanstack/react-query";
import type { WaysView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { refusalOf, useRefusalWords } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, PasswordField, Sheet } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";

/** Why a password will not do, by the server's word for it. */
const WEAK_KEYS = {
  tooShort: "weakTooShort",
  tooLong: "weakTooLong",
  personal: "weakPersonal",
  common: "weakCommon",
  pattern: "weakPattern",
  guessable: "weakGuessable",
} as const;

const isWeakness = (reason: unknown): reason is keyof typeof WEAK_KEYS =>
  typeof reason === "string" && Object.hasOwn(WEAK_KEYS, reason);

export interface PasswordSheetProps {
  readonly ways: WaysView;
  readonly locale: Locale;
  /** With what to say. */
  readonly onDone: (text: string) => void;
}

/** Sets a password, changes it or takes it away. The current one is asked for where signing in was a while ago. */
export function PasswordSheet({ ways, onDone }: PasswordSheetProps) {
  const t = useTranslations("account");
  const trpc = useTRPC();
  const say = useRefusalWords();
  const [isOpen, setOpen] = useState(false);
  const hasPassword = ways.passwordChangedAt !== null;
  const asksCurrent = hasPassword && !ways.isFresh;
  const done = (text: string) => {
    setOpen(false);
    onDone(text);
  };
  const set = useMutation(trpc.accounts.setPassword.mutationOptions({ onSuccess: () => done(t("passwordDone")) }));
  const remove = useMutation(
    trpc.accounts.removePassword.mutationOptions({ onSuccess: () => done(t("passwordGone")) }),
  );
  const refused = refusalOf(set.error);
  const isBusy = set.isPending || remove.isPending;
  const typedIn = (form: HTMLFormElement | null) => {
    const typed = new FormData(form ?? undefined);
    return { password: String(typed.get("password") ?? ""), current: String(typed.get("current") ?? "") || null };
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { password, current } = typedIn(event.currentTarget);
    remove.reset();
    if (password !== "" && !isBusy) set.mutate({ password, current });
  };
  const weakness = refused?.code === "PASSWORD_WEAK" ? refused.detail.reason : null;
  const weak = isWeakness(weakness) ? t(WEAK_KEYS[weakness]) : null;
  const isCurrentWrong = [set.error, remove.error].some((error) => refusalOf(error)?.code === "PASSWORD_WRONG");
  const other = weak || isCurrentWrong ? null : (set.error ?? remove.error);
  return (
    <Sheet
      open={isOpen}
      onOpenChange={(open) => {
        set.reset();
        remove.reset();
        setOpen(open);
      }}
      trigger={
        // Without a password there is nothing else to prove it by.
        <Button
          size="small"
          disabled={!hasPassword && !ways.isFresh}
          aria-label={hasPassword ? t("changePassword") : t("setPassword")}
        >
          {hasPassword ? t("change") : t("set")}
        </Button>
      }
      title={hasPassword ? t("changePassword") : t("setPassword")}
      description={t("passwordText")}
      closeLabel={t("close")}
    >
      <form id="password" noValidate onSubmit={submit} className="grid gap-4 pt-2">
        <input type="text" name="username" autoComplete="username" value={ways.email} readOnly hidden />
        {asksCurrent && (
          <PasswordField
            label={t("currentPassword")}
            show={t("showPassword")}
            hide={t("hidePassword")}
            name="current"
            autoComplete="current-password"
            error={isCurrentWrong ? <span role="alert">{t("currentWrong")}</span> : undefined}
          />
        )}
        <PasswordField
          label={t("newPassword")}
          show={t("showPassword")}
          hide={t("hidePassword")}
          name="password"
          autoComplete="new-password"
          hint={t("passwordHint")}
          error={weak && <span role="alert">{weak}</span>}
        />
        {other && <Callout kind="danger" announce title={say(other)} />}
        <Button type="submit" kind="ink" wide busy={set.isPending}>
          {set.isPending ? t("saving") : t("savePassword")}
        </Button>
        {hasPassword && (
          <Button
            wide
            busy={remove.isPending}
            onClick={(event) => {
              set.reset();
              if (!isBusy) remove.mutate({ current: typedIn(event.currentTarget.form).current });
            }}
          >
            {t("removePassword")}
          </Button>
        )}
      </form>
    </Sheet>
  );
}
