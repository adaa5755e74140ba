"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { fullInstant, money } from "@usher/client/format";
import { useRequestKey, useTRPC } from "@usher/client/trpc";
import { Button, Callout, Sheet, TextAreaField, useToast, turnUnlessBusy } from "@usher/ui";
import { Ban } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import type { OfficePerformance } from "../events/performance-draft.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { Touched } from "./touched.tsx";
import { useChanged } from "./use-changes.ts";

interface ChangeDialogProps {
  readonly event: OfficeEventView;
  readonly performance: OfficePerformance;
}

/** Cancels a performance: says what comes back to whom, asks why, and does it once. */
export function CancelDialog({ event, performance }: ChangeDialogProps) {
  const t = useTranslations("changes");
  const toast = useToast();
  const { locale } = useOrganizer();
  const changed = useChanged(event.id);
  const [isOpen, setOpen] = useState(false);
  const keyOf = useRequestKey();
  const cancel = useMutation(
    useTRPC().changes.cancel.mutationOptions({
      onSuccess: () => {
        setOpen(false);
        toast({ text: t("cancelled") });
        changed();
      },
    }),
  );
  const turn = turnUnlessBusy(cancel, setOpen);
  const when = fullInstant(performance.startsAt, performance.venue.timeZone, locale);
  const { id: performanceId } = performance;
  return (
    <Sheet
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button size="dense" kind="danger" aria-label={t("cancelOne", { when })}>
          <Ban aria-hidden />
          {t("cancel")}
        </Button>
      }
      title={t("cancelTitle")}
      description={t("cancelText", { title: event.title, when })}
      closeLabel={t("close")}
    >
      <CancelForm
        performanceId={performanceId}
        isBusy={cancel.isPending}
        problem={cancel.error}
        onCancel={(reason) => cancel.mutate({ performanceId, reason, requestKey: keyOf(reason) })}
        onLeave={() => turn(false)}
      />
    </Sheet>
  );
}

interface CancelFormProps {
  readonly performanceId: string;
  readonly isBusy: boolean;
  readonly problem: unknown;
  readonly onCancel: (reason: string) => void;
  readonly onLeave: () => void;
}

function CancelForm({ performanceId, isBusy, problem, onCancel, onLeave }: CancelFormProps) {
  const t = useTranslations("changes");
  const needed = useTranslations("fields");
  const say = useRefusalWords();
  const { locale } = useOrganizer();
  // What stood there a minute ago is not what it touches now.
  const ask = { performanceId, startsAt: null };
  const preview = useQuery(useTRPC().changes.preview.queryOptions(ask, { gcTime: 0, staleTime: 0 }));
  const [reason, setReason] = useState("");
  const [hasTried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const isLacking = reason.trim() === "";
  const touched = preview.data;
  const amount = touched ? money(touched.amountMinor, touched.currency, locale) : "";
  const send = (submitted: FormEvent) => {
    submitted.preventDefault();
    setTried(true);
    if (isLacking) field.current?.focus();
    if (isLacking || isBusy || !touched) return;
    onCancel(reason.trim());
  };
  const lines = touched
    ? [
        t("givesBack", { tickets: touched.tickets, orders: touched.orders, amount }),
        t("told", { people: touched.people }),
        touched.paying > 0 ? t("paying", { count: touched.paying }) : null,
        t("offSale"),
      ].filter((line) => line !== null)
    : [];
  const refused = problem ?? preview.error;
  return (
    <form noValidate className="grid gap-4 pt-2 text-14" onSubmit={send}>
      {!preview.isError && <Touched lines={lines} isAsking={!touched} />}
      <TextAreaField
        dense
        ref={field}
        label={t("reason")}
        value={reason}
        rows={3}
        maxLength={300}
        error={hasTried && isLacking ? needed("needed") : undefined}
        onChange={(typed) => setReason(typed.target.value)}
      />
      {refused !== null && (
        <Callout dense announce kind="danger" title={t("notCancelled")}>
          {say(refused)}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="danger" size="small" busy={isBusy} disabled={!touched}>
          {touched && touched.tickets > 0 ? t("cancelAndGive", { amount }) : t("cancelNow")}
        </Button>
        <Button size="small" kind="quiet" disabled={isBusy} onClick={onLeave}>
          {t("leave")}
        </Button>
      </div>
    </form>
  );
}
