"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type Locale, localePath } from "@usher/client/i18n";
import { refusalOf, useRefusalWords } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Ask, Button, Callout } from "@usher/ui";
import { signOut } from "next-auth/react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { remember } from "../preferences/shown.ts";
import { takeOffDevice } from "./sign-out-event.ts";
import { SignInAgain } from "./ways-to-sign-in.tsx";

export interface DeleteAccountProps {
  readonly locale: Locale;
  readonly email: string;
}

/** The last way out. It names what goes and what stays, and why. */
export function DeleteAccount({ locale, email }: DeleteAccountProps) {
  const t = useTranslations("account");
  const trpc = useTRPC();
  const say = useRefusalWords();
  const ways = useQuery(trpc.accounts.ways.queryOptions());
  const [isAsking, setAsking] = useState(false);
  const leave = useMutation(
    trpc.accounts.deleteAccount.mutationOptions({
      onSuccess: async () => {
        remember({ currency: null, timeZone: null });
        await takeOffDevice();
        await signOut({ redirect: false }).catch(() => undefined);
        await takeOffDevice();
        window.location.assign(localePath(locale, "/"));
      },
    }),
  );
  const refused = refusalOf(leave.error);
  const organizers = refused?.code === "LAST_OWNER" ? refused.detail.organizers : null;
  const trouble = Array.isArray(organizers) ? t("lastOwner", { organizers: organizers.join(", ") }) : say(leave.error);
  return (
    <section className="mt-10 border-line border-t pt-6">
      <h2 className="mb-2">{t("delete")}</h2>
      <p className="dim mb-4">{t("deleteText")}</p>
      <Ask
        open={isAsking}
        onOpenChange={(open) => {
          leave.reset();
          setAsking(open);
        }}
        trigger={
          <Button kind="danger" wide disabled={!ways.data?.isFresh}>
            {t("delete")}
          </Button>
        }
        title={t("deleteAsk")}
        description={t("deleteWarning", { email })}
        confirm={t("deleteYes")}
        cancel={t("keepAccount")}
        dangerous
        busy={leave.isPending || leave.isSuccess}
        onConfirm={() => leave.mutate({ email: email.toLowerCase() })}
      >
        <p>
          <b className="strong block">{t("deleteGoes")}</b>
          {t("deleteGoesWhat")}
        </p>
        <p>
          <b className="strong block">{t("deleteStays")}</b>
          {t("deleteStaysWhat", { email })}
        </p>
        {leave.isError && <Callout kind="danger" announce title={trouble} />}
      </Ask>
      {ways.isSuccess && !ways.data.isFresh && <SignInAgain locale={locale} />}
    </section>
  );
}
