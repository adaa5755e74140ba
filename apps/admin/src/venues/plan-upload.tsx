"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ImportPlanView } from "@usher/api/contract";
import { useTRPC } from "@usher/client/trpc";
import { Button, Callout, type Column, DataTable, Field, FileField, Pill, SelectField } from "@usher/ui";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { PriceMap } from "../events/price-map.tsx";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { missingFields } from "../shell/missing-fields.ts";
import { useOfficePath } from "../shell/organizer.ts";
import { type DefectGroup, defectGroups } from "./defect-groups.ts";
import { type PlanFault, planFault, sidecarFault } from "./plan-fault.ts";
import type { Venue } from "./use-venues.ts";

const FAULTS = { wrongType: "wrongType", tooLarge: "tooLarge", empty: "empty" } as const;

/** Reads a pretix seating plan into a new chart of the venue, or into the next revision of one. */
export function PlanUpload({ venue }: { venue: Venue }) {
  const t = useTranslations("plan");
  const say = useRefusalWords();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const needed = useTranslations("fields");
  const [missing, setMissing] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<PlanFault | null>(null);
  const read = useMutation(
    trpc.seating.importPlan.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: trpc.catalog.office.venues.pathKey() }),
    }),
  );
  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (read.isPending) return;
    const lacking = missingFields(event.currentTarget);
    setMissing(lacking);
    if (lacking.length > 0) return;
    const said = new FormData(event.currentTarget);
    const plan = said.get("plan");
    const sidecar = said.get("sidecar");
    if (!(plan instanceof File)) return;
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
  const errorOf = (name: string) => (missing.includes(name) ? needed("needed") : undefined);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <form noValidate className="grid gap-3 rounded-press bg-page p-4" onSubmit={send}>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(min(100%,240px),1fr))] gap-3">
          <Field
            dense
            label={t("name")}
            name="chartName"
            required
            autoFocus
            maxLength={120}
            autoComplete="off"
            error={errorOf("chartName")}
          />
          <SelectField dense label={t("becomes")} name="chartId" hint={t("becomesHint")}>
            <option value="">{t("newChart")}</option>
            {venue.charts.map(({ id, name }) => (
              <option key={id} value={id}>
                {t("nextRevision", { name })}
              </option>
            ))}
          </SelectField>
          <FileField
            dense
            label={t("file")}
            name="plan"
            accept=".json,application/json"
            required
            error={errorOf("plan")}
          />
          <FileField dense label={t("sidecar")} name="sidecar" accept=".json,application/json" />
        </div>
        <Button type="submit" size="dense" kind="ink" busy={read.isPending} className="justify-self-start">
          {read.isPending ? t("reading") : t("read")}
        </Button>
      </form>
      {fault && (
        <Callout
          dense
          announce
          kind="danger"
          title={t(FAULTS[fault.kind], { name: fault.fileName, megabytes: fault.megabytes })}
        />
      )}
      {read.isError && (
        <Callout dense announce kind="danger" title={t("notKept")}>
          {say(read.error)}
        </Callout>
      )}
      {read.data && <Report report={read.data} />}
    </div>
  );
}

function Report({ report }: { report: ImportPlanView }) {
  const t = useTranslations("plan");
  const venues = useTranslations("venues");
  const words = useTranslations("defects");
  const officePath = useOfficePath();
  const { defects, defectCount } = report;
  const facts = {
    number: report.revisionNumber,
    seats: report.seatCount,
    sections: report.sectionCount,
  };
  const columns: Column<DefectGroup>[] = [
    {
      key: "what",
      head: t("what"),
      wraps: true,
      cell: ({ code, values, paths }) => (
        <span className="wrap-anywhere">
          {words(code, values)}
          {paths.length > 1 && <span className="text-text-2"> {t("times", { count: paths.length })}</span>}
        </span>
      ),
    },
    {
      key: "where",
      head: t("where"),
      align: "left",
      wraps: true,
      cell: ({ paths: [first, ...others] }) =>
        others.length === 0 ? (
          <span className="wrap-anywhere text-text-2">{first}</span>
        ) : (
          <details className="wrap-anywhere text-text-2">
            <summary className="cursor-pointer">{first}</summary>
            {others.join(", ")}
          </details>
        ),
    },
    {
      key: "outcome",
      head: t("outcome"),
      align: "left",
      cell: ({ mended }) => <Pill kind={mended ? "success" : "warn"}>{mended ? t("mended") : t("left")}</Pill>,
    },
  ];
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-3" aria-label={t("report")}>
      <Callout
        dense
        announce
        kind="success"
        title={t("done", facts)}
        action={
          <Button asChild size="dense">
            <Link href={officePath(`/charts/${report.chartId}`)}>{venues("open")}</Link>
          </Button>
        }
      />
      <PriceMap geometryHash={report.geometryHash} prices={[]} />
      <h3 className="font-[640] text-13 tracking-normal width-normal">{t("defects", { count: defectCount })}</h3>
      {defects.length < defectCount && <p className="text-text-2">{t("firstDefects", { count: defects.length })}</p>}
      {defects.length > 0 && (
        <DataTable
          caption={t("report")}
          columns={columns}
          rows={defectGroups(defects)}
          rowKey={({ code, mended }) => `${code} ${mended}`}
        />
      )}
    </section>
  );
}
