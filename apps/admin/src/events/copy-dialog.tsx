"use client";

import { useMutation } from "@tanstack/react-query";
import type { OfficeEventView } from "@usher/api/contract";
import { useRequestKey, useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, Sheet, TickBox, turnUnlessBusy } from "@usher/ui";
import { Copy } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { instantAt } from "../format/venue-time.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOfficePath } from "../shell/organizer.ts";

/** Makes another event like this one, a draft, and leads to it. */
export function CopyDialog({ event }: { event: OfficeEventView }) {
  const t = useTranslations("copy");
  const say = useRefusalWords();
  const router = useRouter();
  const officePath = useOfficePath();
  const [isOpen, setOpen] = useState(false);
  const keyOf = useRequestKey();
  const copy = useMutation(
    useTRPC().catalog.office.copyEvent.mutationOptions({
      onSuccess: ({ id }) => {
        setOpen(false);
        router.push(officePath(`/events/${id}`));
      },
    }),
  );
  const turn = turnUnlessBusy(copy, setOpen);
  return (
    <Sheet
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button size="dense">
          <Copy aria-hidden />
          {t("copy")}
        </Button>
      }
      title={t("title")}
      description={t("text")}
      closeLabel={t("close")}
    >
      <CopyForm
        event={event}
        isBusy={copy.isPending}
        onCopy={(wish) => copy.mutate({ eventId: event.id, copyId: keyOf(JSON.stringify(wish)), ...wish })}
      >
        {copy.isError && (
          <Callout dense announce kind="danger" title={t("notMade")}>
            {say(copy.error)}
          </Callout>
        )}
      </CopyForm>
    </Sheet>
  );
}

interface CopyFormProps {
  readonly event: OfficeEventView;
  readonly isBusy: boolean;
  readonly onCopy: (wish: { title: string; startsAt: string | null }) => void;
  readonly children: React.ReactNode;
}

function CopyForm({ event, isBusy, onCopy, children }: CopyFormProps) {
  const t = useTranslations("copy");
  const needed = useTranslations("fields");
  const [first] = event.performances.filter(({ status }) => status !== "cancelled");
  const [title, setTitle] = useState(event.title);
  const [hasTimes, setTimes] = useState(first !== undefined);
  const [begins, setBegins] = useState("");
  const [hasTried, setTried] = useState(false);
  const startsAt = first && hasTimes ? instantAt(begins, first.venue.timeZone) : null;
  const isTitleWrong = title.trim() === "";
  const isTimeWrong = hasTimes && startsAt === null;
  const send = (submitted: FormEvent) => {
    submitted.preventDefault();
    setTried(true);
    if (!isTitleWrong && !isTimeWrong && !isBusy) onCopy({ title: title.trim(), startsAt });
  };
  return (
    <form noValidate className="grid gap-4 pt-2 text-14" onSubmit={send}>
      <Field
        dense
        label={t("newTitle")}
        value={title}
        maxLength={120}
        error={hasTried && isTitleWrong ? needed("needed") : undefined}
        onChange={(typed) => setTitle(typed.target.value)}
      />
      {first && (
        <>
          <TickBox
            dense
            label={t("withTimes", { count: event.performances.filter(({ status }) => status !== "cancelled").length })}
            checked={hasTimes}
            onChange={(ticked) => setTimes(ticked.target.checked)}
          />
          {hasTimes && (
            <Field
              dense
              type="datetime-local"
              label={t("begins")}
              hint={t("beginsHint", { zone: first.venue.timeZone })}
              value={begins}
              error={hasTried && isTimeWrong ? t("beginsWrong") : undefined}
              onChange={(typed) => setBegins(typed.target.value.slice(0, 16))}
            />
          )}
        </>
      )}
      {children}
      <Button type="submit" size="small" kind="ink" busy={isBusy} className="justify-self-start">
        {t("make")}
      </Button>
    </form>
  );
}
