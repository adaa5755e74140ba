"use client";

import type { SalesView } from "@usher/api/contract";
import { useTranslations } from "next-intl";
import { timeOfDay } from "../format/instants.ts";
import { count } from "../format/money.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { axisEnd, wholeMinutes } from "./minutes.ts";

const MINUTES = 60;
const WIDTH = 612;
const HEIGHT = 112;
const STEP = WIDTH / MINUTES;

/** Tickets sold in each minute of the last hour: bars to look at, and the same as a table. */
export function TicketsAMinute({ sales, heardAt }: { sales: SalesView; heardAt: number }) {
  const t = useTranslations("sales");
  const { locale } = useOrganizer();
  const minutes = wholeMinutes(sales.ticketsByMinute, heardAt, MINUTES);
  const end = axisEnd(Math.max(...minutes.map(({ tickets }) => tickets)));
  const newest = minutes.at(-1)?.tickets ?? 0;
  const yOf = (tickets: number) => HEIGHT - (tickets / end) * HEIGHT;
  return (
    <section aria-labelledby="minutes-title">
      <div className="row between">
        <h2 id="minutes-title">{t("minutes")}</h2>
        <span className="dim num">{t("soldNow", { count: count(newest, locale) })}</span>
      </div>
      <svg viewBox="0 -8 656 140" className="block w-full" aria-hidden="true">
        {[0, end / 2, end].map((mark) => (
          <g key={mark}>
            <path d={`M0 ${yOf(mark)}H${WIDTH}`} stroke="var(--line)" />
            <text x={WIDTH + 8} y={yOf(mark) + 4} fontSize="12" fill="var(--text-3)">
              {count(mark, locale)}
            </text>
          </g>
        ))}
        {minutes.map(({ minute, tickets }, i) => (
          <rect
            key={minute}
            x={i * STEP}
            y={yOf(tickets)}
            width={STEP * 0.68}
            height={HEIGHT - yOf(tickets)}
            fill={i === MINUTES - 1 ? "var(--torch)" : "var(--text)"}
            stroke={i === MINUTES - 1 ? "var(--seat-chosen-edge)" : "none"}
            opacity={i === MINUTES - 1 ? 1 : 0.82}
          />
        ))}
        {minutes.map(({ minute }, i) =>
          i % 15 === 0 ? (
            <text key={minute} x={i * STEP} y={HEIGHT + 17} fontSize="12" fill="var(--text-3)">
              {timeOfDay(minute, sales.timeZone, locale)}
            </text>
          ) : null,
        )}
      </svg>
      <details>
        <summary className="dim">{t("asTable")}</summary>
        <div className="picks">
          <table className="tbl" aria-labelledby="minutes-title">
            <thead>
              <tr>
                <th scope="col">{t("minute")}</th>
                <th scope="col" className="fig">
                  {t("tickets")}
                </th>
              </tr>
            </thead>
            <tbody>
              {minutes.toReversed().map(({ minute, tickets }) => (
                <tr key={minute}>
                  <th scope="row">{timeOfDay(minute, sales.timeZone, locale)}</th>
                  <td className="fig">{count(tickets, locale)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
