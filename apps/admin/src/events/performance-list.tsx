"use client";

import type { OfficeEventView } from "@usher/api/contract";
import { fullInstant } from "@usher/client/format";
import { ChartNoAxesColumn, Pencil, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { mayEdit, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { PerformanceForm } from "./performance-form.tsx";
import { PublicationPill } from "./publication-pill.tsx";

interface PerformanceListProps {
  readonly event: OfficeEventView;
  readonly onSaved: (event: OfficeEventView) => void;
}

/** When and where it plays; one of them, or a new one, open to be changed. */
export function PerformanceList({ event, onSaved }: PerformanceListProps) {
  const t = useTranslations("performance");
  const organizer = useOrganizer();
  const officePath = useOfficePath();
  const [open, setOpen] = useState<string | null>(null);
  const [savedCount, setSavedCount] = useState(0);
  const saved = (changed: OfficeEventView) => {
    onSaved(changed);
    setOpen(null);
    setSavedCount((before) => before + 1);
  };
  return (
    <section className="part" aria-labelledby="performances-title">
      <h2 id="performances-title">{t("list")}</h2>
      {event.performances.length === 0 && <p className="dim">{t("none")}</p>}
      <ul className="grid gap-3">
        {event.performances.map((performance) => (
          <li key={performance.id}>
            <div className="row">
              <span className="strong">
                {fullInstant(performance.startsAt, performance.venue.timeZone, organizer.locale)},{" "}
                {performance.venue.name}
              </span>
              <PublicationPill status={performance.status} />
              <Link href={officePath(`/performances/${performance.id}`)} className="btn">
                <ChartNoAxesColumn aria-hidden />
                {t("sales")}
              </Link>
              {mayEdit(organizer) && (
                <button
                  type="button"
                  className="btn"
                  aria-expanded={open === performance.id}
                  onClick={() => setOpen(open === performance.id ? null : performance.id)}
                >
                  <Pencil aria-hidden />
                  {t("change")}
                </button>
              )}
            </div>
            {open === performance.id && (
              <PerformanceForm
                eventId={event.id}
                performance={performance}
                onSaved={saved}
                onCancel={() => setOpen(null)}
              />
            )}
          </li>
        ))}
      </ul>
      <p role="status" className="dim">
        {savedCount > 0 ? t("saved") : null}
      </p>
      {open === "new" && (
        <PerformanceForm eventId={event.id} performance={null} onSaved={saved} onCancel={() => setOpen(null)} />
      )}
      {mayEdit(organizer) && open !== "new" && (
        <button type="button" className="btn justify-self-start" onClick={() => setOpen("new")}>
          <Plus aria-hidden />
          {t("add")}
        </button>
      )}
    </section>
  );
}
