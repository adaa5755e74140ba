"use client";

import type { OfficeVenuesView } from "@usher/api/contract";
import { count } from "@usher/client/format";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { mayEdit, useOrganizer } from "../shell/organizer.ts";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { PlanUpload } from "./plan-upload.tsx";
import { useVenues } from "./use-venues.ts";
import { VenueForm } from "./venue-form.tsx";

type Venue = OfficeVenuesView["venues"][number];

/** The organizer's venues, and the charts of their seats. */
export function VenueList() {
  const t = useTranslations("venues");
  const organizer = useOrganizer();
  const venues = useVenues();
  const [isAdding, setAdding] = useState(false);
  if (venues.isPending) return <ScreenLoading />;
  if (!venues.data) return <ScreenFailed error={venues.error} onRetry={() => void venues.refetch()} />;
  return (
    <>
      <header className="head">
        <h1>{t("title")}</h1>
        {mayEdit(organizer) && !isAdding && (
          <button type="button" className="btn torch push" onClick={() => setAdding(true)}>
            <Plus aria-hidden />
            {t("new")}
          </button>
        )}
      </header>
      <main id="content" className="pane">
        {isAdding && <VenueForm onDone={() => setAdding(false)} />}
        {venues.data.venues.length === 0 && !isAdding && <p className="dim">{t("none")}</p>}
        {venues.data.venues.map((venue) => (
          <VenuePart key={venue.id} venue={venue} />
        ))}
      </main>
    </>
  );
}

function VenuePart({ venue }: { venue: Venue }) {
  const t = useTranslations("venues");
  const organizer = useOrganizer();
  const [isUploading, setUploading] = useState(false);
  return (
    <section className="part" aria-label={venue.name}>
      <div className="row between">
        <div>
          <h2>{venue.name}</h2>
          <p className="dim">
            {[venue.address, venue.city, venue.countryCode, venue.timeZone].filter(Boolean).join(", ")}
          </p>
        </div>
        {mayEdit(organizer) && (
          <button
            type="button"
            className="btn"
            aria-expanded={isUploading}
            onClick={() => setUploading((before) => !before)}
          >
            {t("upload")}
          </button>
        )}
      </div>
      {venue.charts.length === 0 && <p className="dim">{t("noCharts")}</p>}
      <ul>
        {venue.charts.map((chart) => (
          <li key={chart.id} className="row num">
            <span className="strong">{chart.name}</span>
            <span className="dim">
              {t("chart", { number: chart.revisionNumber, seats: count(chart.seatCount, organizer.locale) })}
            </span>
            <span>{chart.categories.join(", ")}</span>
          </li>
        ))}
      </ul>
      {isUploading && <PlanUpload venue={venue} />}
    </section>
  );
}
