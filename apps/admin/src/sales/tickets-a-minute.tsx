"use client";

import type { SalesView } from "@usher/api/contract";
import { count, timeOfDay } from "@usher/client/format";
import { DataTable } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";
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
    <Part
      title={t("minutes")}
      end={<span className="text-text-2 tabular-nums">{t("soldNow", { count: count(newest, locale) })}</span>}
    >
      {/* Bars stretch with the pane; figures beside them keep their size. */}
      <div className="relative mt-2.5 mr-11 mb-1 h-28" aria-hidden="true">
        <svg
          className="block size-full overflow-visible"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
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
          <span
            key={mark}
            className="absolute left-[calc(100%+8px)] -translate-y-1/2 text-12 text-text-3 tabular-nums"
            style={{ top: `${(yOf(mark) / HEIGHT) * 100}%` }}
          >
            {count(mark, locale)}
          </span>
        ))}
      </div>
      <div className="mr-11 grid grid-cols-4 text-12 text-text-3 tabular-nums" aria-hidden="true">
        {minutes.map(({ minute }, i) =>
          i % 15 === 0 ? <span key={minute}>{timeOfDay(minute, sales.timeZone, locale)}</span> : null,
        )}
      </div>
      <details>
        <summary className="w-fit cursor-pointer rounded-lg py-1 text-text-2">{t("asTable")}</summary>
        <DataTable
          className="max-h-56"
          caption={t("minutes")}
          columns={[
            {
              key: "minute",
              head: t("minute"),
              cell: ({ minute }) => timeOfDay(minute, sales.timeZone, locale),
            },
            { key: "tickets", head: t("tickets"), cell: ({ tickets }) => count(tickets, locale) },
          ]}
          rows={minutes.toReversed()}
          rowKey={({ minute }) => minute}
        />
      </details>
    </Part>
  );
}
