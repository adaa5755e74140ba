"use client";

import { dayAndTime, timeOfDay } from "@usher/client/format";
import { useTRPC } from "@usher/client/trpc";
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useOrganizer } from "../shell/organizer.ts";
import {
  type AgendaDraft,
  agendaDraftOf,
  agendaInputOf,
  moved,
  type OfficeAgendaItem,
  readAgendaDraft,
} from "./exhibition-drafts.ts";
import { type DraftField, ListForm } from "./list-form.tsx";
import { ListPart } from "./list-part.tsx";
import { type SavedList, useLatest, useListSaying } from "./use-list-saying.ts";

type AgendaInput = ReturnType<typeof agendaInputOf> | NonNullable<ReturnType<typeof readAgendaDraft>["input"]>;

const MOST = 200;

/** What happens at an exhibition and when, by the venue's clock. */
export function AgendaPart({ event, onSaved }: SavedList) {
  const t = useTranslations("exhibition");
  const { locale } = useOrganizer();
  const { refusalOf, onError, sayRemoved } = useListSaying(event.id);
  const save = useMutation(useTRPC().catalog.office.saveAgenda.mutationOptions({ onError }));
  const timeZone = event.performances[0]?.venue.timeZone;
  const rows = event.agenda;
  const latest = useLatest(event);
  const write = (items: readonly AgendaInput[], done?: () => void) =>
    save.mutate(
      { eventId: event.id, revision: latest.current.agendaRevision, items: [...items] },
      {
        onSuccess: (saved) => {
          onSaved(saved);
          done?.();
        },
      },
    );
  const remove = (at: number) => {
    const gone = rows[at];
    if (!gone) return;
    const putBack = () =>
      write([...latest.current.agenda.map(agendaInputOf), { ...agendaInputOf(gone), itemId: undefined }]);
    write(rows.filter((row) => row !== gone).map(agendaInputOf), () => sayRemoved(gone.title, putBack));
  };
  const when = ({ startsAt, endsAt }: OfficeAgendaItem) => {
    const zone = timeZone ?? "UTC";
    return dayAndTime(startsAt, zone, locale) + (endsAt ? `–${timeOfDay(endsAt, zone, locale)}` : "");
  };
  return (
    <ListPart
      title={t("agenda")}
      none={timeZone ? t("noAgenda") : t("agendaNeedsPerformance")}
      add={timeZone && rows.length < MOST ? t("addItem") : null}
      rows={rows}
      nameOf={({ title }) => title}
      rowOf={(row) => (
        <>
          <span className="font-[620]">{row.title}</span>
          <span className="block text-text-2 tabular-nums">
            {[when(row), row.place, row.speaker].filter(Boolean).join(" · ")}
          </span>
        </>
      )}
      formOf={(row, close) => (
        <ListForm
          opened={agendaDraftOf(row, timeZone ?? "UTC", row ? null : rows.at(-1))}
          fields={agendaFields(t, timeZone ?? "UTC")}
          read={(draft: AgendaDraft) => readAgendaDraft(draft, timeZone ?? "UTC", row)}
          isBusy={save.isPending}
          refusal={refusalOf(save.error)}
          onSave={(input) => {
            const others = rows.map((one) => (one.id === row?.id ? input : agendaInputOf(one)));
            write(row ? others : [...others, input], close);
          }}
          onCancel={() => {
            save.reset();
            close();
          }}
        />
      )}
      // The agenda goes by time; only what begins together has an order of its own.
      canMove={(at, step) => rows[at] !== undefined && rows[at].startsAt === rows[at + step]?.startsAt}
      onMove={(at, step) => write(moved(rows, at, step).map(agendaInputOf))}
      onRemove={remove}
      isBusy={save.isPending}
      refusal={refusalOf(save.error)}
    />
  );
}

function agendaFields(
  t: ReturnType<typeof useTranslations<"exhibition">>,
  zone: string,
): DraftField<keyof AgendaDraft>[] {
  return [
    {
      name: "startsAt",
      label: t("startsAt"),
      type: "datetime-local",
      required: true,
      wrong: t("timeWrong"),
      hint: t("clock", { zone }),
    },
    { name: "endsAt", label: t("endsAt"), type: "datetime-local", wrong: t("endWrong") },
    { name: "title", label: t("title"), maxLength: 120, required: true, wrong: t("needed") },
    { name: "titleChinese", label: t("titleChinese"), maxLength: 120, isChinese: true },
    { name: "place", label: t("place"), maxLength: 80 },
    { name: "placeChinese", label: t("placeChinese"), maxLength: 80, isChinese: true },
    { name: "speaker", label: t("speaker"), maxLength: 120 },
    { name: "speakerChinese", label: t("speakerChinese"), maxLength: 120, isChinese: true },
  ];
}
