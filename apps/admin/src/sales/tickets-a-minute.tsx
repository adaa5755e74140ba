"use client";

import type { SalesView } from "@usher/api/contract";
import { count, timeOfDay } from "@usher/client/format";
import { useTranslations } from "next-intl";
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
  const marks = [0, end / 2, end].filter(Number.isInteger);
  const yOf = (tickets: number) => HEIGHT - (tickets / end) * HEIGHT;
  return (
    <section aria-labelledby="minutes-title">
      <div className="row between">
        <h2 id="minutes-title">{t("minutes")}</h2>
        <span className="dim num">{t("soldNow", { count: count(newest, locale) })}</span>
      </div>
      <div className="minutes" aria-hidden="true">
        <svg className="bars" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
          {marks.map((mark) => (
            <path key={mark} d={`M0 ${yOf(mark)}H${WIDTH}`} stroke="var(--line)" vectorEffect="non-scaling-stroke" />
          ))}
          {minutes.map(({ minute, tickets }, i) => (
            <rect
              key={minute}
              x={i * STEP}
              y={yOf(tickets)}
              width={STEP * 0.68}
              height={HEIGHT - yOf(tickets)}
              fill={i === MINUTES - 1 ? "var(--torch)" : "var(--text)"}
              stroke={i === MINUTES - 1 && tickets > 0 ? "var(--seat-chosen-edge)" : "none"}
              vectorEffect="non-scaling-stroke"
              opacity={i === MINUTES - 1 ? 1 : 0.82}
            />
          ))}
        </svg>
        {marks.map((mark) => (
          <span key={mark} className="mark" style={{ top: `${(yOf(mark) / HEIGHT) * 100}%` }}>
            {count(mark, locale)}
          </span>
        ))}
      </div>
      <div className="minute-times" aria-hidden="true">
        {minutes.map(({ minute }, i) =>
          i % 15 === 0 ? <span key={minute}>{timeOfDay(minute, sales.timeZone, locale)}</span> : null,
        )}
      </div>
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
