"use client";

import { useMutation } from "@tanstack/react-query";
import { useTRPC } from "@usher/client/trpc";
import { useTranslations } from "next-intl";
import {
  type ExhibitorDraft,
  exhibitorDraftOf,
  exhibitorInputOf,
  moved,
  readExhibitorDraft,
} from "./exhibition-drafts.ts";
import { type DraftField, ListForm } from "./list-form.tsx";
import { ListPart } from "./list-part.tsx";
import { type SavedList, useLatest, useListSaying } from "./use-list-saying.ts";

type ExhibitorInput = ReturnType<typeof exhibitorInputOf> | NonNullable<ReturnType<typeof readExhibitorDraft>["input"]>;

const MOST = 400;

/** Who shows something at an exhibition, in the order in which they are shown. */
export function ExhibitorsPart({ event, onSaved }: SavedList) {
  const t = useTranslations("exhibition");
  const { refusalOf, onError, sayRemoved } = useListSaying(event.id);
  const save = useMutation(useTRPC().catalog.office.saveExhibitors.mutationOptions({ onError }));
  const rows = event.exhibitors;
  const latest = useLatest(event);
  const write = (exhibitors: readonly ExhibitorInput[], done?: () => void) =>
    save.mutate(
      { eventId: event.id, revision: latest.current.exhibitorsRevision, exhibitors: [...exhibitors] },
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
    const putBack = () => {
      const all: ExhibitorInput[] = latest.current.exhibitors.map(exhibitorInputOf);
      all.splice(at, 0, { ...exhibitorInputOf(gone), exhibitorId: undefined });
      write(all);
    };
    write(rows.filter((row) => row !== gone).map(exhibitorInputOf), () => sayRemoved(gone.name, putBack));
  };
  return (
    <ListPart
      title={t("exhibitors")}
      none={t("noExhibitors")}
      add={rows.length < MOST ? t("addExhibitor") : null}
      rows={rows}
      nameOf={({ name }) => name}
      rowOf={({ name, stand, summary }) => (
        <>
          <span className="font-[620]">{name}</span>
          <span className="block text-text-2">{[stand, summary].filter(Boolean).join(" · ")}</span>
        </>
      )}
      formOf={(row, close) => (
        <ListForm
          opened={exhibitorDraftOf(row)}
          fields={exhibitorFields(t)}
          read={(draft: ExhibitorDraft) => readExhibitorDraft(draft, row)}
          isBusy={save.isPending}
          refusal={refusalOf(save.error)}
          onSave={(input) => {
            const others = rows.map((one) => (one.id === row?.id ? input : exhibitorInputOf(one)));
            write(row ? others : [...others, input], close);
          }}
          onCancel={() => {
            save.reset();
            close();
          }}
        />
      )}
      canMove={(at, step) => rows[at + step] !== undefined}
      onMove={(at, step) => write(moved(rows, at, step).map(exhibitorInputOf))}
      onRemove={remove}
      isBusy={save.isPending}
      refusal={refusalOf(save.error)}
    />
  );
}

function exhibitorFields(t: ReturnType<typeof useTranslations<"exhibition">>): DraftField<keyof ExhibitorDraft>[] {
  return [
    { name: "name", label: t("name"), maxLength: 120, required: true, wrong: t("needed") },
    { name: "nameChinese", label: t("nameChinese"), maxLength: 120, isChinese: true },
    { name: "stand", label: t("stand"), maxLength: 20 },
    { name: "url", label: t("url"), maxLength: 500, wrong: t("urlWrong") },
    { name: "summary", label: t("summary"), maxLength: 200 },
    { name: "summaryChinese", label: t("summaryChinese"), maxLength: 200, isChinese: true },
  ];
}
