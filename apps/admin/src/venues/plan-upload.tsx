"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ImportPlanView, OfficeVenuesView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PriceMap } from "../events/price-map.tsx";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { defectGroups } from "./defect-groups.ts";
import { type PlanFault, planFault, sidecarFault } from "./plan-fault.ts";

const FAULTS = { wrongType: "wrongType", tooLarge: "tooLarge", empty: "empty" } as const;

type Venue = OfficeVenuesView["venues"][number];

/** Reads a pretix seating plan into a new chart of the venue, or into the next revision of one. */
export function PlanUpload({ venue }: { venue: Venue }) {
  const t = useTranslations("plan");
  const say = useRefusalWords();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [fault, setFault] = useState<PlanFault | null>(null);
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
    const extra = sidecar instanceof File && sidecar.size > 0 ? sidecar : null;
    const found = planFault(plan) ?? (extra ? sidecarFault(extra) : null);
    setFault(found);
    read.reset();
    if (found) return;
    const chartId = String(said.get("chartId") ?? "");
    read.mutate({
      venueId: venue.id,
      name: String(said.get("chartName") ?? "").trim(),
      chartId: chartId === "" ? undefined : chartId,
      plan: await plan.text(),
      sidecar: await extra?.text(),
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
          className="btn ink justify-self-start"
          disabled={read.isPending}
          aria-busy={read.isPending}
        >
          {read.isPending && <span className="spin" aria-hidden="true" />}
          {read.isPending ? t("reading") : t("read")}
        </button>
      </form>
      {fault && (
        <p role="alert" className="callout bad">
          {t(FAULTS[fault.kind], { name: fault.fileName, megabytes: fault.megabytes })}
        </p>
      )}
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
  const { defects, defectCount } = report;
  const facts = {
    number: report.revisionNumber,
    seats: report.seatCount,
    sections: report.sectionCount,
  };
  return (
    <section className="stack" aria-label={t("report")}>
      <p role="status" className="callout ok">
        {t("done", facts)}
      </p>
      <PriceMap geometryHash={report.geometryHash} prices={[]} />
      <h2>{t("defects", { count: defectCount })}</h2>
      {defects.length < defectCount && <p className="dim">{t("firstDefects", { count: defects.length })}</p>}
      {defects.length > 0 && (
        <div className="scroll">
          <table className="tbl">
            <thead>
              <tr>
                <th scope="col">{t("what")}</th>
                <th scope="col">{t("where")}</th>
                <th scope="col">{t("outcome")}</th>
              </tr>
            </thead>
            <tbody>
              {defectGroups(defects).map((group) => (
                <tr key={`${group.code} ${group.mended}`}>
                  <td className="!whitespace-normal">
                    {group.message}
                    {group.paths.length > 1 && (
                      <span className="dim"> {t("times", { count: group.paths.length })}</span>
                    )}
                  </td>
                  <td className="dim !whitespace-normal">
                    {group.paths.length === 1 ? (
                      group.paths[0]
                    ) : (
                      <details>
                        <summary>{group.paths[0]}</summary>
                        {group.paths.slice(1).join(", ")}
                      </details>
                    )}
                  </td>
                  <td>
                    <span className={group.mended ? "pill ok" : "pill warn"}>
                      {group.mended ? t("mended") : t("left")}
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
