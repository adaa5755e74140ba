"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { Bone, Button, buttonClass, EmptyState, ErrorState, OfflineNote } from "@usher/ui";
import { Ticket } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { arrangeTickets } from "./arrange-tickets.ts";
import { GroupList } from "./group-list.tsx";
import { NextTicket } from "./next-ticket.tsx";
import { useServerClock } from "./use-server-clock.ts";
import { useWallet, type Wallet } from "./use-wallet.ts";
import { WalletNote } from "./wallet-note.tsx";

const MINUTE_MS = 60_000;

/** The wallet: what comes next, what comes later, what is over. It opens from the device alone. */
export function TicketsScreen({ locale }: { locale: Locale }) {
  const t = useTranslations("tickets");
  const wallet = useWallet();
  const isGuest = wallet.kept?.personKey.startsWith("guest:") ?? false;
  return (
    <main id="content" className="slim wrap w-full flex-1 pt-4 pb-12">
      <h1 className="mb-4 text-[28px]">{t("title")}</h1>
      <Tickets locale={locale} wallet={wallet} />
      {isGuest && wallet.state !== "offline" && (
        <section className="pt-8">
          <h2 className="text-[18px]">{t("guestTitle")}</h2>
          <p className="dim mt-1 mb-3">{t("guestText")}</p>
          <Link
            href={`${localePath(locale, "/sign-in")}?to=${localePath(locale, "/tickets")}`}
            className={buttonClass("line", "regular", true)}
          >
            {t("signIn")}
          </Link>
        </section>
      )}
    </main>
  );
}

function Tickets({ locale, wallet }: { locale: Locale; wallet: Wallet }) {
  const t = useTranslations("tickets");
  const { kept, state, sync } = wallet;
  const now = useServerClock(kept?.serverOffsetMs ?? 0, MINUTE_MS);
  const hasNone = !kept || kept.tickets.length === 0;
  if (hasNone && state === "offline") return <OfflineNote>{t("offlineNothing")}</OfflineNote>;
  if (!kept && state === "failed") {
    return (
      <ErrorState safe={t("failedSafe")} broken={t("failed")} actions={<Button onClick={sync}>{t("retry")}</Button>} />
    );
  }
  if (!kept || now === null) {
    return (
      <div aria-busy="true" className="grid gap-4">
        <Bone width="100%" height={340} />
      </div>
    );
  }
  const { next, later, past } = arrangeTickets(kept.tickets, now);
  if (kept.tickets.length === 0) {
    return (
      <>
        <EmptyState
          icon={<Ticket size={24} strokeWidth={1.75} />}
          title={t("noneTitle")}
          nearest={t("noneText")}
          actions={
            <Link href={localePath(locale, "/")} className={buttonClass("line")}>
              {t("discover")}
            </Link>
          }
        />
        {state === "failed" && <WalletNote locale={locale} wallet={wallet} />}
      </>
    );
  }
  return (
    <>
      {next && <NextTicket locale={locale} group={next} nowMs={now} />}
      <WalletNote locale={locale} wallet={wallet} />
      {later.length > 0 && <GroupList locale={locale} title={t("later")} groups={later} nowMs={now} />}
      {past.length > 0 && <GroupList locale={locale} title={t("past")} groups={past} nowMs={now} />}
    </>
  );
}
