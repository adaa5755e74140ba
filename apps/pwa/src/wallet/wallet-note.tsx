"use client";

import { dayAndTime } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { Button, OfflineNote } from "@usher/ui";
import { useTranslations } from "next-intl";
import type { Wallet } from "./use-wallet.ts";

/** How sure the tickets on this page are: on the phone, of when, or not reached. */
export function WalletNote({ locale, wallet }: { locale: Locale; wallet: Wallet }) {
  const t = useTranslations("tickets");
  const { state, kept, sync } = wallet;
  if (!kept) return null;
  // The phone's own zone: this tells of the phone, not of a venue.
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const when = dayAndTime(new Date(kept.syncedAt).toISOString(), timeZone, locale);
  if (state === "offline")
    return <OfflineNote className="justify-center py-3">{t("offlineSince", { when })}</OfflineNote>;
  if (state === "failed") {
    return (
      <div role="alert" className="grid justify-items-center gap-2 py-3 text-center text-14">
        <p>{t("syncFailed", { when })}</p>
        <Button onClick={sync}>{t("retry")}</Button>
      </div>
    );
  }
  return <OfflineNote className="justify-center py-3">{t("onThisPhone")}</OfflineNote>;
}
