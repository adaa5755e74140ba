"use client";

import { count } from "@usher/client/format";
import { Button, EmptyState } from "@usher/ui";
import { Armchair, Pencil, PencilRuler, Plus, Upload } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { mayEdit, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";
import { Screen } from "../shell/screen.tsx";
import { ScreenFailed, ScreenLoading } from "../shell/screen-states.tsx";
import { DrawChart } from "./draw-chart.tsx";
import { PlanUpload } from "./plan-upload.tsx";
import { useVenues, type Venue } from "./use-venues.ts";
import { VenueForm } from "./venue-form.tsx";

/** The organizer's venues, and the charts of their seats. */
export function VenueList() {
  const t = useTranslations("venues");
  const organizer = useOrganizer();
  const venues = useVenues();
  const opener = useRef<HTMLButtonElement>(null);
  const [isAdding, setAdding] = useState(false);
  if (venues.isPending) return <ScreenLoading title={t("title")} />;
  if (!venues.data) return <ScreenFailed error={venues.error} onRetry={() => void venues.refetch()} />;
  const close = () => {
    setAdding(false);
    opener.current?.focus();
  };
  const create = mayEdit(organizer) && (
    <Button ref={opener} size="dense" kind="torch" aria-expanded={isAdding} onClick={() => setAdding(true)}>
      <Plus aria-hidden />
      {t("new")}
    </Button>
  );
  return (
    <Screen title={t("title")} actions={create}>
      {isAdding && <VenueForm venue={null} onDone={close} />}
      {venues.data.venues.length === 0 && !isAdding && (
        <EmptyState icon={<Armchair size={24} strokeWidth={1.75} />} title={t("none")} nearest={t("noneText")} />
      )}
      {venues.data.venues.map((venue) => (
        <VenuePart key={venue.id} venue={venue} />
      ))}
    </Screen>
  );
}

function VenuePart({ venue }: { venue: Venue }) {
  const t = useTranslations("venues");
  const organizer = useOrganizer();
  const opener = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState<"words" | "plan" | "drawing" | null>(null);
  const turn = (part: "words" | "plan" | "drawing") => setOpen(open === part ? null : part);
  const close = () => {
    setOpen(null);
    opener.current?.focus();
  };
  return (
    <Part
      ruled
      title={venue.name}
      detail={[venue.address, venue.city, venue.countryCode, venue.timeZone].filter(Boolean).join(", ")}
      end={
        mayEdit(organizer) && (
          <div className="flex flex-wrap gap-2">
            <Button
              ref={opener}
              size="dense"
              aria-label={t("changeOf", { name: venue.name })}
              aria-expanded={open === "words"}
              onClick={() => turn("words")}
            >
              <Pencil aria-hidden />
              {t("change")}
            </Button>
            <Button size="dense" aria-expanded={open === "drawing"} onClick={() => turn("drawing")}>
              <PencilRuler aria-hidden />
              {t("draw")}
            </Button>
            <Button size="dense" aria-expanded={open === "plan"} onClick={() => turn("plan")}>
              <Upload aria-hidden />
              {t("upload")}
            </Button>
          </div>
        )
      }
    >
      {open === "words" && <VenueForm venue={venue} onDone={close} />}
      {open === "drawing" && <DrawChart venue={venue} />}
      {venue.charts.length + venue.unpublished.length === 0 && <p className="text-text-2">{t("noCharts")}</p>}
      {venue.charts.length + venue.unpublished.length > 0 && (
        <ul>
          {venue.charts.map((chart) => (
            <li key={chart.id} className="flex flex-wrap gap-x-3 border-line border-t py-1.5 tabular-nums">
              <b className="font-[620]">{chart.name}</b>
              <span className="text-text-2">
                {t("chart", { number: chart.revisionNumber, seats: count(chart.seatCount, organizer.locale) })}
              </span>
              <span className="min-w-0 flex-1 wrap-anywhere">{chart.categories.join(", ")}</span>
              <OpenChart chart={chart} />
            </li>
          ))}
          {venue.unpublished.map((chart) => (
            <li key={chart.id} className="flex flex-wrap gap-x-3 border-line border-t py-1.5">
              <b className="font-[620]">{chart.name}</b>
              <span className="flex-1 text-text-2">{t("unpublished")}</span>
              <OpenChart chart={chart} />
            </li>
          ))}
        </ul>
      )}
      {open === "plan" && <PlanUpload venue={venue} />}
    </Part>
  );
}

/** The way to a chart's editor, for those who may draw on it. */
function OpenChart({ chart: { id, name } }: { readonly chart: { readonly id: string; readonly name: string } }) {
  const t = useTranslations("venues");
  const officePath = useOfficePath();
  if (!mayEdit(useOrganizer())) return null;
  return (
    <Link href={officePath(`/charts/${id}`)} aria-label={t("openOf", { name })} className="underline">
      {t("open")}
    </Link>
  );
}
