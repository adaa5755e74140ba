"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import type { OfficeEventView, PreviewChangeView } from "@usher/api/contract";
import { fullInstant } from "@usher/client/format";
import { useRequestKey, useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, Sheet, TextAreaField, useToast, turnUnlessBusy } from "@usher/ui";
import { CalendarClock } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { OfficePerformance } from "../events/performance-draft.ts";
import { instantAt, venueTime } from "../format/venue-time.ts";
import { useReadAnew } from "../events/use-read-anew.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { Touched } from "./touched.tsx";
import { useChanged } from "./use-changes.ts";

interface MoveDialogProps {
  readonly event: OfficeEventView;
  readonly performance: OfficePerformance;
}

/** Moves a performance to another time: says whom it touches while the time is chosen, asks why, and until when people may answer. */
export function MoveDialog({ event, performance }: MoveDialogProps) {
  const t = useTranslations("changes");
  const toast = useToast();
  const { locale } = useOrganizer();
  const changed = useChanged(event.id);
  const [isOpen, setOpen] = useState(false);
  const keyOf = useRequestKey();
  const move = useMutation(
    useTRPC().changes.move.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast({ text: t("moved") });
        changed();
      },
      onError: useReadAnew(event.id),
    }),
  );
  const turn = turnUnlessBusy(move, setOpen);
  const when = fullInstant(performance.startsAt, performance.venue.timeZone, locale);
  const { id: performanceId, startsAt: movedFrom } = performance;
  return (
    <Sheet
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button size="dense" aria-label={t("moveOne", { when })}>
          <CalendarClock aria-hidden />
          {t("move")}
        </Button>
      }
      title={t("moveTitle")}
      description={t("moveText", { title: event.title, when })}
      closeLabel={t("close")}
    >
      <MoveForm
        performance={performance}
        isBusy={move.isPending}
        problem={move.error}
        onMove={(wish) => {
          const requestKey = keyOf(JSON.stringify([wish, movedFrom]));
          move.mutate({ performanceId, movedFrom, requestKey, ...wish });
        }}
        onLeave={() => turn(false)}
      />
    </Sheet>
  );
}

interface MoveFormProps {
  readonly performance: OfficePerformance;
  readonly isBusy: boolean;
  readonly problem: unknown;
  readonly onMove: (wish: { startsAt: string; reason: string; answerUntil: string | null }) => void;
  readonly onLeave: () => void;
}

function MoveForm({ performance, isBusy, problem, onMove, onLeave }: MoveFormProps) {
  const t = useTranslations("changes");
  const needed = useTranslations("fields");
  const say = useRefusalWords();
  const { timeZone } = performance.venue;
  const [begins, setBegins] = useState(() => venueTime(performance.startsAt, timeZone));
  const [reason, setReason] = useState("");
  const [answer, setAnswer] = useState<string | null>(null);
  const [hasTried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const startsAt = instantAt(begins, timeZone);
  const isOther = startsAt !== null && Date.parse(startsAt) !== Date.parse(performance.startsAt);
  const ask = { performanceId: performance.id, startsAt: startsAt ?? performance.startsAt };
  const preview = useQuery(
    useTRPC().changes.preview.queryOptions(ask, {
      ...{ enabled: isOther, gcTime: 0, staleTime: 0, retry: false },
      placeholderData: keepPreviousData,
    }),
  );
  const touched = isOther && !preview.isError ? preview.data : undefined;
  const { times } = touched ?? {};
  const answerText = answer ?? (times ? venueTime(times.answerUntil, timeZone) : "");
  const lacks = { begins: !isOther, reason: reason.trim() === "" };
  const send = (submitted: FormEvent) => {
    submitted.preventDefault();
    setTried(true);
    if (startsAt === null || lacks.begins || lacks.reason) {
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if (isBusy || !touched || preview.isPlaceholderData) return;
    const answerUntil = answer === null ? null : instantAt(answer, timeZone);
    onMove({ startsAt, reason: reason.trim(), answerUntil });
  };
  const refused = problem ?? (isOther ? preview.error : null);
  return (
    <form ref={form} noValidate className="grid gap-4 pt-2 text-14" onSubmit={send}>
      <Field
        dense
        type="datetime-local"
        label={t("begins")}
        hint={t("clock", { zone: timeZone })}
        value={begins}
        error={hasTried && lacks.begins ? t("beginsWrong") : undefined}
        onChange={(typed) => setBegins(typed.target.value.slice(0, 16))}
      />
      {isOther && !preview.isError && (
        <MoveTouches timeZone={timeZone} touched={preview.isPlaceholderData ? undefined : touched} />
      )}
      <TextAreaField
        dense
        label={t("reason")}
        value={reason}
        rows={3}
        maxLength={300}
        error={hasTried && lacks.reason ? needed("needed") : undefined}
        onChange={(typed) => setReason(typed.target.value)}
      />
      {times && touched && touched.tickets > 0 && (
        <Field
          dense
          type="datetime-local"
          label={t("answerUntil")}
          hint={t("answerHint")}
          value={answerText}
          max={venueTime(times.latestAnswer, timeZone)}
          onChange={(typed) => setAnswer(typed.target.value.slice(0, 16))}
        />
      )}
      {refused !== null && (
        <Callout dense announce kind="danger" title={t("notMoved")}>
          {say(refused)}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="ink" size="small" busy={isBusy}>
          {touched && touched.people > 0 ? t("moveAndTell", { people: touched.people }) : t("moveNow")}
        </Button>
        <Button size="small" kind="quiet" disabled={isBusy} onClick={onLeave}>
          {t("leave")}
        </Button>
      </div>
    </form>
  );
}

/** Whom a move touches, in sentences; undefined while it is counted. */
function MoveTouches({ timeZone, touched }: { timeZone: string; touched: PreviewChangeView | undefined }) {
  const t = useTranslations("changes");
  const { locale } = useOrganizer();
  const times = touched?.times;
  if (!touched || !times) return <Touched lines={[]} isAsking />;
  const at = (iso: string) => fullInstant(iso, timeZone, locale);
  const sale = at(times.saleEndsAt);
  const lines = [
    t("movesTo", { tickets: touched.tickets, when: at(times.startsAt) }),
    t("told", { people: touched.people }),
    times.doorsAt ? t("movesAlong", { doors: at(times.doorsAt), sale }) : t("movesAlongNoDoors", { sale }),
  ];
  return <Touched lines={lines} isAsking={false} />;
}
