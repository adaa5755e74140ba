"use client";

import type { ChangeView, OfficeEventView } from "@usher/api/contract";
import { fullInstant } from "@usher/client/format";
import { Button, useToast } from "@usher/ui";
import { ChartNoAxesColumn, Pencil, Plus } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { CancelDialog } from "../changes/cancel-dialog.tsx";
import { ChangeProgress } from "../changes/change-progress.tsx";
import { MoveDialog } from "../changes/move-dialog.tsx";
import { useChanges } from "../changes/use-changes.ts";
import { mayEdit, useOfficePath, useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";
import { PerformanceForm } from "./performance-form.tsx";
import { PublicationPill } from "./publication-pill.tsx";
import { RepeatDialog } from "./repeat-dialog.tsx";

interface PerformanceListProps {
  readonly event: OfficeEventView;
  readonly onSaved: (event: OfficeEventView) => void;
}

/** When and where it plays; one of them, or a new one, open to be changed. */
export function PerformanceList({ event, onSaved }: PerformanceListProps) {
  const t = useTranslations("performance");
  const fixed = useTranslations("changes");
  const toast = useToast();
  const organizer = useOrganizer();
  const officePath = useOfficePath();
  const list = useRef<HTMLUListElement>(null);
  const changes = useChanges(event.id);
  const [open, setOpen] = useState<string | null>(null);
  const close = () => {
    setOpen(null);
    // The form goes and would take the focus with it: it returns to where the form was opened.
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-opens="${open}"]`)?.focus());
  };
  const saved = (changed: OfficeEventView) => {
    onSaved(changed);
    close();
    toast({ text: t("saved") });
  };
  return (
    <Part ruled title={t("list")}>
      {event.performances.length === 0 && <p className="text-text-2">{t("none")}</p>}
      <ul ref={list} className="grid">
        {event.performances.map((performance) => (
          <li key={performance.id} className="border-line border-t py-2">
            <div className="flex flex-wrap items-center gap-2">
              <span className="mr-1 font-[620]">
                {fullInstant(performance.startsAt, performance.venue.timeZone, organizer.locale)},{" "}
                {performance.venue.name}
              </span>
              <PublicationPill status={performance.status} />
              <div className="ml-auto flex flex-wrap gap-2">
                <Button asChild size="dense">
                  <Link href={officePath(`/performances/${performance.id}`)}>
                    <ChartNoAxesColumn aria-hidden />
                    {t("sales")}
                  </Link>
                </Button>
                {mayEdit(organizer) && performance.status !== "cancelled" && (
                  <RepeatDialog event={event} performance={performance} onSaved={onSaved} />
                )}
                {mayEdit(organizer) && performance.status !== "cancelled" && (
                  <Button
                    size="dense"
                    aria-expanded={open === performance.id}
                    data-opens={performance.id}
                    onClick={() => setOpen(open === performance.id ? null : performance.id)}
                  >
                    <Pencil aria-hidden />
                    {t("change")}
                  </Button>
                )}
              </div>
            </div>
            <Happened change={changes.get(performance.id)} timeZone={performance.venue.timeZone} />
            {open === performance.id && performance.status === "published" && (
              <div className="mt-3 flex flex-wrap items-center gap-2">
                <p className="mr-auto text-text-2">{fixed("fixed")}</p>
                {Date.parse(performance.startsAt) > Date.now() && (
                  <MoveDialog event={event} performance={performance} />
                )}
                <CancelDialog event={event} performance={performance} />
              </div>
            )}
            {open === performance.id && performance.status !== "cancelled" && (
              <PerformanceForm
                // Moved meanwhile, it is another form: what stood in this one is not so any more.
                key={performance.startsAt}
                eventId={event.id}
                performance={performance}
                onSaved={saved}
                onCancel={close}
              />
            )}
          </li>
        ))}
        {mayEdit(organizer) && (
          <li className="border-line border-t pt-2">
            <Button
              size="dense"
              aria-expanded={open === "new"}
              data-opens="new"
              onClick={() => setOpen(open === "new" ? null : "new")}
            >
              <Plus aria-hidden />
              {t("add")}
            </Button>
            {open === "new" && (
              <PerformanceForm eventId={event.id} performance={null} onSaved={saved} onCancel={close} />
            )}
          </li>
        )}
      </ul>
    </Part>
  );
}

/** What happened to a performance since it was put on show, if anything did. */
function Happened({ change, timeZone }: { change: ChangeView | undefined; timeZone: string }) {
  return change ? <ChangeProgress change={change} timeZone={timeZone} /> : null;
}
