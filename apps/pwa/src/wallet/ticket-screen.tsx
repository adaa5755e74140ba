"use client";

import type { WalletTicketView } from "@usher/api/contract";
import { type Locale, localePath } from "@usher/client/i18n";
import { useSeatName } from "@usher/client/seats";
import { Bone, Button, buttonClass, Callout, EmptyState, OfflineNote, TicketStub } from "@usher/ui";
import { CalendarPlus, ChevronLeft, ChevronRight, Sun } from "lucide-react";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { BackLink } from "../shell/back-link.tsx";
import { Poster } from "../shell/poster.tsx";
import { useScreenAwake } from "../shell/use-screen-awake.ts";
import { isGood, ticketsBeside } from "./arrange-tickets.ts";
import { isClockWrong } from "./clock-offset.ts";
import { LiveCode } from "./live-code.tsx";
import { PaperCopy } from "./paper-copy.tsx";
import { seatParts } from "./seat-parts.ts";
import { useSeatLabels, useWhen } from "./ticket-words.ts";
import { useServerClock } from "./use-server-clock.ts";
import { useWallet, type Wallet } from "./use-wallet.ts";
import { WalletNote } from "./wallet-note.tsx";

const MINUTE_MS = 60_000;
const DEED = "grid min-h-16 place-items-center content-center gap-1 rounded-press text-13 font-[620] hover:bg-sunk";

/** One ticket, to be shown at the gate. Which one stands in the query, so that one kept page opens them all. */
export function TicketScreen({ locale }: { locale: Locale }) {
  const t = useTranslations("tickets");
  const query = useSearchParams();
  const id = query.get("id");
  const wallet = useWallet();
  const ticket = wallet.kept?.tickets.find((other) => other.id === id) ?? null;
  const beside = ticket && wallet.kept ? ticketsBeside(wallet.kept.tickets, ticket) : [];
  const at = beside.findIndex((other) => other.id === id);
  useScreenAwake(ticket !== null && isGood(ticket));
  return (
    <main id="content" className="slim wrap w-full flex-1 pb-12">
      <div className="-mx-2 grid min-h-16 grid-cols-[48px_1fr_48px] items-center">
        <BackLink href={localePath(locale, "/tickets")} label={t("close")} kind="close" />
        <h1 className="num text-center text-[17px]">
          {ticket ? t("ticketOf", { number: at + 1, count: beside.length }) : t("title")}
        </h1>
      </div>
      {ticket ? (
        <Shown {...{ locale, wallet, ticket, beside, at }} isPaperWanted={query.has("paper")} />
      ) : (
        <Missing locale={locale} wallet={wallet} />
      )}
    </main>
  );
}

interface ShownProps {
  readonly locale: Locale;
  readonly wallet: Wallet;
  readonly ticket: WalletTicketView;
  readonly beside: readonly WalletTicketView[];
  readonly at: number;
  readonly isPaperWanted: boolean;
}

function Shown({ locale, wallet, ticket, beside, at, isPaperWanted }: ShownProps) {
  const t = useTranslations("tickets");
  const when = useWhen(locale);
  const labels = useSeatLabels();
  const seatName = useSeatName();
  const serverOffsetMs = wallet.kept?.serverOffsetMs ?? 0;
  const now = useServerClock(serverOffsetMs, MINUTE_MS);
  const isValid = isGood(ticket);
  return (
    <>
      {isClockWrong(serverOffsetMs) && isValid && (
        <Callout kind="warn" title={t("clockWrong")} className="mb-4">
          {t("clockWrongText")}
        </Callout>
      )}
      {!isValid && (
        <Callout kind="info" title={t(ticket.isCancelled ? "cancelled" : "refunded")} className="mb-4">
          {t(ticket.isCancelled ? "cancelledText" : "refundedText")}
        </Callout>
      )}
      <TicketStub
        art={<Poster seed={ticket.posterSeed} alt="" sizes="(min-width: 640px) 560px, 100vw" isFirst />}
        name={ticket.title}
        when={now === null ? null : when(ticket, now)}
        parts={seatParts([ticket], labels, seatName)}
        code={isValid ? <LiveCode ticket={ticket} serverOffsetMs={serverOffsetMs} /> : undefined}
      />
      <p className="num pt-3 text-center text-14 text-text-2">
        {t("underCode", { category: ticket.categoryName, code: ticket.orderCode })}
      </p>
      {beside.length > 1 && <Neighbours beside={beside} at={at} />}
      {isValid && (
        <>
          {ticket.mode === "rotating" && <OfflineNote className="justify-center pt-3">{t("noScreenshot")}</OfflineNote>}
          <p className="flex items-center justify-center gap-2 pt-2 text-13 text-text-2">
            <Sun aria-hidden className="size-4.5" />
            {t("brightness")}
          </p>
          <div className="grid grid-cols-2 gap-2 pt-4">
            <a href={`/api/orders/${ticket.orderId}/calendar.ics`} className={`${DEED} no-underline`}>
              <CalendarPlus aria-hidden className="size-6" />
              {t("calendar")}
            </a>
            <PaperCopy
              key={ticket.id}
              ticket={ticket}
              isWanted={isPaperWanted}
              onPrinted={wallet.replace}
              className={DEED}
            />
          </div>
        </>
      )}
      {(wallet.state === "offline" || wallet.state === "failed") && <WalletNote locale={locale} wallet={wallet} />}
    </>
  );
}

function Neighbours({ beside, at }: { readonly beside: readonly WalletTicketView[]; readonly at: number }) {
  const t = useTranslations("tickets");
  // The address changes without a request: the page is the same, and there may be no network.
  const show = (ticket: WalletTicketView | undefined) => {
    if (ticket) window.history.replaceState(null, "", `?id=${ticket.id}`);
  };
  return (
    <div className="grid grid-cols-2 gap-2 pt-3">
      <Button disabled={at <= 0} onClick={() => show(beside[at - 1])}>
        <ChevronLeft aria-hidden className="size-4.5" />
        {t("previous")}
      </Button>
      <Button disabled={at >= beside.length - 1} onClick={() => show(beside[at + 1])}>
        {t("following")}
        <ChevronRight aria-hidden className="size-4.5" />
      </Button>
    </div>
  );
}

function Missing({ locale, wallet }: { locale: Locale; wallet: Wallet }) {
  const t = useTranslations("tickets");
  if (wallet.state === "reading" || wallet.state === "syncing") {
    return (
      <div aria-busy="true">
        <Bone width="100%" height={560} />
      </div>
    );
  }
  return (
    <EmptyState
      title={t("missing")}
      nearest={t(wallet.state === "synced" ? "missingText" : "offlineNothing")}
      actions={
        <>
          {wallet.state !== "synced" && <Button onClick={wallet.sync}>{t("retry")}</Button>}
          <Link href={localePath(locale, "/tickets")} className={buttonClass("line")}>
            {t("toTickets")}
          </Link>
        </>
      }
    />
  );
}
