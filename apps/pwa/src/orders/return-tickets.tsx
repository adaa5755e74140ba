"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReturnableView } from "@usher/api/contract";
import { dayAndTime, money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { useRefusalWords } from "@usher/client/refusals";
import { useSeatName } from "@usher/client/seats";
import { useRequestKey, useTRPC } from "@usher/client/trpc";
import { Button, Callout, Sheet, TickBox, turnUnlessBusy } from "@usher/ui";
import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";

interface ReturnTicketsProps {
  readonly locale: Locale;
  readonly orderId: string;
  /** The zone of the venue, by whose clock the day is named. */
  readonly timeZone: string;
}

/** The way to give tickets back under the organizer's rule: which ones, what comes back and what is kept, before it is asked for. Nothing where none may be. */
export function ReturnTickets({ locale, orderId, timeZone }: ReturnTicketsProps) {
  const t = useTranslations("orderReturn");
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const returnable = useQuery(trpc.checkout.returnable.queryOptions({ orderId }));
  const give = useMutation(
    trpc.checkout.returnTickets.mutationOptions({
      onSettled: () => {
        void queries.invalidateQueries({ queryKey: trpc.checkout.returnable.queryKey({ orderId }) });
        void queries.invalidateQueries({ queryKey: trpc.orders.pathKey() });
      },
    }),
  );
  // What was moved may be given back for all that was paid, where that is said: nobody shall lose a fee by the other button.
  const changes = useQuery(trpc.changes.ofOrder.queryOptions({ orderId })).data?.changes;
  const isBetterThere = (performanceId: string) =>
    changes?.some((change) => change.performanceId === performanceId && change.giveBack !== null) ?? true;
  const { currency } = returnable.data ?? { currency: "" };
  const lines = (returnable.data?.lines ?? []).filter(({ performanceId }) => !isBetterThere(performanceId));
  const [first] = lines;
  if (!first && !isOpen) return null;
  const turn = turnUnlessBusy(give, setOpen);
  return (
    <Sheet
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button wide className="mb-3">
          <Undo2 aria-hidden className="size-4.5" />
          {t("open")}
        </Button>
      }
      title={t("title")}
      description={first ? t("text", { until: dayAndTime(first.until, timeZone, locale) }) : undefined}
      closeLabel={t("close")}
    >
      {give.data ? (
        <div className="grid gap-4 pt-2">
          <Callout
            announce
            kind="success"
            stacked
            title={t("done", { amount: money(give.data.amountMinor, currency, locale) })}
          >
            {t("doneText")}
          </Callout>
          <Button autoFocus onClick={() => turn(false)}>
            {t("close")}
          </Button>
        </div>
      ) : (
        <ReturnForm
          {...{ locale, lines, currency }}
          isBusy={give.isPending}
          problem={give.error}
          onGive={(wish) => give.mutate({ orderId, ...wish })}
          onKeep={() => turn(false)}
        />
      )}
    </Sheet>
  );
}

interface ReturnFormProps {
  readonly locale: Locale;
  readonly lines: ReturnableView["lines"];
  readonly currency: string;
  readonly isBusy: boolean;
  readonly problem: unknown;
  readonly onGive: (wish: { orderLineIds: string[]; expectedMinor: number; requestKey: string }) => void;
  readonly onKeep: () => void;
}

function ReturnForm({ locale, lines, currency, isBusy, problem, onGive, onKeep }: ReturnFormProps) {
  const t = useTranslations("orderReturn");
  const say = useRefusalWords();
  const seatName = useSeatName();
  const [left, setLeft] = useState<ReadonlySet<string>>(() => new Set());
  const keyOf = useRequestKey();
  const wanted = lines.filter(({ orderLineId }) => !left.has(orderLineId));
  const backMinor = wanted.reduce((sum, line) => sum + line.backMinor, 0);
  const amount = (minor: number) => money(minor, currency, locale);
  const kept = [...new Set(lines.map(({ keptMinor }) => keptMinor))].filter((minor) => minor > 0);
  const toggle = (id: string) =>
    setLeft((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  const give = () => {
    if (isBusy || wanted.length === 0) return;
    const orderLineIds = wanted.map(({ orderLineId }) => orderLineId);
    onGive({ orderLineIds, expectedMinor: backMinor, requestKey: keyOf(JSON.stringify(orderLineIds)) });
  };
  return (
    <div className="grid gap-3 pt-1">
      <fieldset>
        <legend className="sr-only">{t("which")}</legend>
        <div className="grid max-h-72 overflow-y-auto border-line border-y py-1">
          {lines.map((line) => (
            <div key={line.orderLineId} className="flex items-center justify-between gap-3">
              <TickBox
                label={seatName(line)}
                checked={!left.has(line.orderLineId)}
                onChange={() => toggle(line.orderLineId)}
              />
              <span className="num text-14 text-text-2">{t("back", { amount: amount(line.backMinor) })}</span>
            </div>
          ))}
        </div>
      </fieldset>
      {kept.map((minor) => (
        <p key={minor} className="text-14 text-text-2">
          {t("kept", { amount: amount(minor) })}
        </p>
      ))}
      <p role="status" className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span>{t("total", { count: wanted.length })}</span>
        {wanted.length > 0 && <output className="num font-[660] text-22">{amount(backMinor)}</output>}
      </p>
      <p className="text-14 text-text-2">{t("warning")}</p>
      {problem !== null && (
        <Callout announce kind="danger" title={t("refused")}>
          {say(problem)}
        </Callout>
      )}
      <div className="grid gap-2 sm:grid-cols-2">
        <Button kind="danger" busy={isBusy} disabled={wanted.length === 0} onClick={give}>
          {t("give", { amount: amount(backMinor) })}
        </Button>
        <Button kind="quiet" disabled={isBusy} onClick={onKeep}>
          {t("keep")}
        </Button>
      </div>
    </div>
  );
}
