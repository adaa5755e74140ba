"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ImportPlanView, OfficeVenuesView } from "@usher/api/contract";
import { createSeatMapStore, SeatMap } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import { type FormEvent, useMemo } from "react";
import { count } from "../format/money.ts";
import { useChart } from "../live/use-house.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useSeatLabels } from "../sales/use-seat-labels.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { useTRPC } from "../trpc/trpc.ts";

type Venue = OfficeVenuesView["venues"][number];

/** Reads a pretix seating plan into a new chart of the venue, or into the next revision of one. */
export function PlanUpload({ venue }: { venue: Venue }) {
  const t = useTranslations("plan");
  const say = useRefusalWords();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const read = useMutation(
    trpc.seating.importPlan.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.catalog.office.venues.pathKey() }),
    }),
  );
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const plan = said.get("plan");
    const sidecar = said.get("sidecar");
    if (!(plan instanceof File) || read.isPending) return;
    const chartId = String(said.get("chartId") ?? "");
    read.mutate({
      venueId: venue.id,
      name: String(said.get("chartName") ?? "").trim(),
      chartId: chartId === "" ? undefined : chartId,
      plan: await plan.text(),
      sidecar: sidecar instanceof File && sidecar.size > 0 ? await sidecar.text() : undefined,
    });
  };
  return (
    <div className="stack">
      <form className="stack" onSubmit={send}>
        <div className="pair">
          <div className="field">
            <label htmlFor={`name-${venue.id}`}>{t("name")}</label>
            <input id={`name-${venue.id}`} name="chartName" required maxLength={120} autoComplete="off" />
          </div>
          <div className="field">
            <label htmlFor={`chart-${venue.id}`}>{t("becomes")}</label>
            <select id={`chart-${venue.id}`} name="chartId">
              <option value="">{t("newChart")}</option>
              {venue.charts.map(({ id, name }) => (
                <option key={id} value={id}>
                  {t("nextRevision", { name })}
                </option>
              ))}
            </select>
          </div>
          <div className="field">
            <label htmlFor={`plan-${venue.id}`}>{t("file")}</label>
            <input id={`plan-${venue.id}`} name="plan" type="file" accept=".json,application/json" required />
          </div>
          <div className="field">
            <label htmlFor={`sidecar-${venue.id}`}>{t("sidecar")}</label>
            <input id={`sidecar-${venue.id}`} name="sidecar" type="file" accept=".json,application/json" />
          </div>
        </div>
        <button
          type="submit"
          className="btn torch justify-self-start"
          disabled={read.isPending}
          aria-busy={read.isPending}
        >
          {read.isPending && <span className="spin" aria-hidden="true" />}
          {read.isPending ? t("reading") : t("read")}
        </button>
      </form>
      {read.isError && (
        <p role="alert" className="callout bad">
          {say(read.error)}
        </p>
      )}
      {read.data && <Report report={read.data} />}
    </div>
  );
}

function Report({ report }: { report: ImportPlanView }) {
  const t = useTranslations("plan");
  const { locale } = useOrganizer();
  const { defects, defectCount } = report;
  const facts = {
    number: report.revisionNumber,
    seats: count(report.seatCount, locale),
    sections: count(report.sectionCount, locale),
  };
  return (
    <section className="stack" aria-label={t("report")}>
      <p role="status" className="callout ok">
        {t("done", facts)}
      </p>
      <Preview geometryHash={report.geometryHash} />
      <h2>{t("defects", { count: defectCount })}</h2>
      {defects.length < defectCount && <p className="dim">{t("firstDefects", { count: defects.length })}</p>}
      {defects.length > 0 && (
        <div className="scroll picks">
          <table className="tbl">
            <thead>
              <tr>
                <th scope="col">{t("what")}</th>
                <th scope="col">{t("where")}</th>
                <th scope="col">{t("outcome")}</th>
              </tr>
            </thead>
            <tbody>
              {defects.map((defect) => (
                <tr key={`${defect.path} ${defect.code}`}>
                  <td className="!whitespace-normal">{defect.message}</td>
                  <td className="dim">{defect.path}</td>
                  <td>
                    <span className={defect.mended ? "pill ok" : "pill warn"}>
                      {defect.mended ? t("mended") : t("left")}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** Every seat of the chart as if it were for sale. */
function Preview({ geometryHash }: { geometryHash: string }) {
  const t = useTranslations("plan");
  const labels = useSeatLabels();
  const { data: geometry } = useChart(geometryHash);
  const store = useMemo(() => {
    if (!geometry) return null;
    return createSeatMapStore({
      geometry,
      bytes: "@".repeat(geometry.seatCount),
      tierOfCategory: geometry.categories.map((_, category) => Math.min(5, category + 1)),
      priceOfCategory: geometry.categories.map(String),
    });
  }, [geometry]);
  if (!store) return <p className="dim">{t("previewComing")}</p>;
  return <SeatMap store={store} labels={labels} onSeat={() => undefined} className="house" />;
}
