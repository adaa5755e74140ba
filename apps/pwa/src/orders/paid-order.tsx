"use client";

import type { OrderView } from "@usher/api/contract";
import { dayAndTime, dayOf, longDate, money } from "@usher/client/format";
import { type Locale, localePath } from "@usher/client/i18n";
import { useSeatName } from "@usher/client/seats";
import { isJourney, spanName, spanTimes } from "@usher/client/spans";
import { buttonClass, classNames, FootBar, Steps } from "@usher/ui";
import { CalendarPlus, FileText, Ticket } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useNow } from "../catalog/use-now.ts";
import { KeptForYou } from "../holding/kept-for-you.tsx";
import { AlsoTime } from "../preferences/also-time.tsx";
import { BackLink } from "../shell/back-link.tsx";
import { Poster } from "../shell/poster.tsx";
import { ShareButton } from "../shell/share-button.tsx";
import { awaitsMoney, isOff, type TicketOfOrder } from "./called-off.ts";
import { ChangeNotices } from "./change-notices.tsx";
import { Receipt } from "./receipt.tsx";
import { ReturnTickets } from "./return-tickets.tsx";

/** The seats are yours: tickets, what happens next, calendar, receipt. */
export function PaidOrder({ locale, order }: { locale: Locale; order: OrderView }) {
  const t = useTranslations("order");
  const seatName = useSeatName();
  const app = useTranslations("app");
  const amount = (minor: number) => money(minor, order.currency, locale);
  const now = useNow(order.createdAt);
  const first = order.performances.find(({ isCancelled }) => !isCancelled) ?? order.performances[0];
  if (!first) return null;
  const firstTicket = order.tickets.find(({ performanceId }) => performanceId === first.performanceId);
  const wayOf = ({ performanceId, fromCell, toCell }: TicketOfOrder) => {
    const performance = order.performances.find((one) => one.performanceId === performanceId);
    return performance ? spanName(performance, { from: fromCell, to: toCell }, locale) : null;
  };
  const { startsAt } = spanTimes(first, { from: firstTicket?.fromCell ?? 0, to: firstTicket?.toCell ?? 1 });
  const left = order.tickets.filter(({ status }) => status === "valid").length;
  const isOpen = !awaitsMoney(order) && first.refundUntil !== null && Date.parse(first.refundUntil) > now;
  const back = isOpen ? order.totalMinor - order.refundedMinor - first.refundFeeMinor * left : 0;
  const paidText = t("paidText", {
    title: first.title,
    when: dayOf(startsAt, first.timeZone, locale),
    venue: (firstTicket && isJourney(first) && wayOf(firstTicket)) || first.venueName,
    amount: amount(order.paidMinor),
  });
  return (
    <main className="flex min-h-svh flex-col lg:grid lg:grid-cols-[minmax(360px,540px)_minmax(0,1fr)]">
      <div className="event-art !h-44 flex-none lg:sticky lg:top-0 lg:!h-svh">
        <Poster seed={first.posterSeed} alt="" sizes="(min-width: 1024px) 540px, 100vw" isFirst fills />
        <div className="over">
          <BackLink href={localePath(locale, "/")} label={t("close")} kind="close" onArt />
          <ShareButton title={first.title} words={{ share: t("share"), shared: t("shared") }} />
        </div>
      </div>
      <div className="flex flex-1 flex-col">
        <div id="content" className="wrap w-full flex-1 pt-5 lg:max-w-160 lg:px-12 lg:pt-9">
          <h1>{t("paidTitle")}</h1>
          <p className="dim mt-1.5">{paidText}</p>
          {order.refundedMinor > 0 && (
            <p className="small mt-1.5">{t("partRefunded", { amount: amount(order.refundedMinor) })}</p>
          )}
          <ChangeNotices locale={locale} order={order} />
          <KeptForYou
            locale={locale}
            words={{ kept: app("kept"), keptOn: app("keptOn"), keptPay: app("keptPay") }}
            place="inText"
          />
          <h2 className="sr-only">{t("ticketsTitle")}</h2>
          <ul className="list mt-3.5 border-y border-line max-lg:-mx-5">
            {order.tickets.map((ticket) => (
              <li key={ticket.id} className="!min-h-16 !py-2 lg:!px-0">
                <span className="grid size-11 shrink-0 place-items-center rounded-full bg-torch-wash text-torch-text">
                  <Ticket aria-hidden />
                </span>
                <div className="grow">
                  <div className="seatname">{seatName(ticket)}</div>
                  <div className="small dim">
                    {ticket.status === "refunded"
                      ? t("ticketRefunded")
                      : isOff(order, ticket)
                        ? t("ticketCancelled")
                        : [wayOf(ticket), ticket.categoryName].filter(Boolean).join(" · ")}
                  </div>
                </div>
                {ticket.status === "valid" && !isOff(order, ticket) && (
                  <Link
                    // Paper ends the moving code, so it is asked for where the ticket is.
                    href={localePath(locale, `/tickets/view?id=${ticket.id}&paper=1`)}
                    className={classNames(buttonClass("quiet"), "min-h-12! px-3.5! text-sm!")}
                    aria-label={t("pdfOf", { seat: seatName(ticket) })}
                  >
                    <FileText aria-hidden className="size-4.5" />
                    {t("ticketPdf")}
                  </Link>
                )}
              </li>
            ))}
          </ul>
          <h2 className="mt-5 mb-3 text-[18px]">{t("next")}</h2>
          <Steps
            words={{ done: t("stepDone"), next: t("stepNext") }}
            steps={[
              {
                key: "tickets",
                state: "done",
                title: t("ticketsHere"),
                detail: t("sentTo", { email: order.email }),
              },
              ...(first.refundUntil && back > 0
                ? [
                    {
                      key: "refund",
                      state: "next" as const,
                      title: t("untilDate", { date: longDate(first.refundUntil, first.timeZone, locale) }),
                      detail: t("changeMind", { amount: amount(back) }),
                    },
                  ]
                : []),
              {
                key: "day",
                state: "next",
                title: (
                  <>
                    {dayAndTime(startsAt, first.timeZone, locale)}
                    <AlsoTime
                      iso={startsAt}
                      zone={first.timeZone}
                      locale={locale}
                      words={t("alsoTime", { time: "{time}" })}
                    />
                  </>
                ),
                detail: t("theDay"),
              },
            ]}
          />
          <ReturnTickets locale={locale} orderId={order.id} timeZone={first.timeZone} />
          <a
            href={`/api/orders/${order.id}/calendar.ics`}
            className={classNames(buttonClass("line", "regular", true), "mb-6")}
          >
            <CalendarPlus aria-hidden className="size-4.5" />
            {t("calendar")}
          </a>
          <Receipt locale={locale} order={order} />
        </div>
        <FootBar
          className="lg:px-12"
          action={
            <Link
              href={localePath(locale, "/tickets")}
              className={classNames(buttonClass("torch", "regular", true), "lg:max-w-136")}
            >
              {t("openTickets")}
            </Link>
          }
          note={
            <span className="block tabular-nums lg:max-w-136">
              {t("orderCode", { code: order.code })}{" "}
              <a href="#receipt" className="underline underline-offset-3">
                {t("receipt")}
              </a>
            </span>
          }
        />
      </div>
    </main>
  );
}
