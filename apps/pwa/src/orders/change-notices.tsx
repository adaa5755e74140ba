"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { OrderChangeView, OrderView } from "@usher/api/contract";
import { dayAndTime, money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { useRefusalWords } from "@usher/client/refusals";
import { useTRPC } from "@usher/client/trpc";
import { Ask, Button, Callout } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useState } from "react";

interface ChangeNoticesProps {
  readonly locale: Locale;
  readonly order: OrderView;
}

/** What happened to the performances of an order since it was paid, and what its buyer may do about it. Nothing where nothing did. */
export function ChangeNotices({ locale, order }: ChangeNoticesProps) {
  const { id: orderId, performances } = order;
  const found = useQuery(useTRPC().changes.ofOrder.queryOptions({ orderId }));
  const { changes, currency } = found.data ?? { changes: [], currency: "" };
  if (changes.length === 0) return null;
  const titleOf = (id: string) => performances.find(({ performanceId }) => performanceId === id)?.title ?? null;
  return (
    <div className="mt-4 grid gap-3">
      {changes.map((change) => {
        const parts = {
          locale,
          change,
          currency,
          name: performances.length > 1 ? titleOf(change.performanceId) : null,
        };
        return change.kind === "cancelled" ? (
          <CancelledNotice key={change.changeId} {...parts} />
        ) : (
          <MovedNotice key={change.changeId} orderId={orderId} {...parts} />
        );
      })}
    </div>
  );
}

interface NoticeProps {
  readonly locale: Locale;
  readonly change: OrderChangeView;
  readonly currency: string;
  readonly name: string | null;
}

/** The performance's own name goes before what is said of it, where the order is for several. */
const named = (name: string | null, words: string) => (name === null ? words : `${name}: ${words}`);

function CancelledNotice({ locale, change, currency, name }: NoticeProps) {
  const t = useTranslations("orderChange");
  const { refund, reason } = change;
  return (
    <Callout kind="danger" stacked title={named(name, t("cancelled"))}>
      <p className="wrap-anywhere">{t("says", { reason })}</p>
      <p className="mt-1">
        {refund ? t("cancelledBack", { amount: money(refund.amountMinor, currency, locale) }) : t("cancelledSoon")}
      </p>
    </Callout>
  );
}

function MovedNotice({ orderId, locale, change, currency, name }: NoticeProps & { readonly orderId: string }) {
  const t = useTranslations("orderChange");
  const say = useRefusalWords();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { changeId, startsAfter, startsBefore, timeZone, giveBack, reason, refund } = change;
  const answer = useMutation(
    trpc.changes.answer.mutationOptions({
      onSuccess: (changes) => {
        queries.setQueryData(trpc.changes.ofOrder.queryKey({ orderId }), changes);
        void queries.invalidateQueries({ queryKey: trpc.orders.pathKey() });
      },
      onError: () => void queries.invalidateQueries({ queryKey: trpc.changes.ofOrder.queryKey({ orderId }) }),
    }),
  );
  const at = (iso: string) => dayAndTime(iso, timeZone, locale);
  const amount = (minor: number) => money(minor, currency, locale);
  const isKept = change.answer === "keeps";
  return (
    <Callout
      kind={change.answer === null ? "warn" : "info"}
      stacked
      title={named(name, t("moved", { when: at(startsAfter ?? startsBefore) }))}
      action={
        giveBack && (
          <>
            {!isKept && (
              <Button
                size="small"
                busy={answer.isPending}
                onClick={() => answer.mutate({ orderId, changeId, answer: "keeps" })}
              >
                {t("keep")}
              </Button>
            )}
            <GiveBack
              tickets={giveBack.tickets}
              amount={amount(giveBack.amountMinor)}
              isBusy={answer.isPending}
              onGiveBack={() => answer.mutate({ orderId, changeId, answer: "returns" })}
            />
          </>
        )
      }
    >
      <p>{t("movedFrom", { before: at(startsBefore) })}</p>
      <p className="wrap-anywhere mt-1">{t("says", { reason })}</p>
      <div role="status" className="mt-1">
        {isKept && <p>{t("kept")}</p>}
        {refund && <p>{t("returned", { amount: amount(refund.amountMinor) })}</p>}
        {giveBack && <p>{t("until", { until: at(giveBack.until), amount: amount(giveBack.amountMinor) })}</p>}
      </div>
      {answer.isError && (
        <p role="alert" className="mt-2 font-[620] text-danger">
          {t("refused")} {say(answer.error)}
        </p>
      )}
    </Callout>
  );
}

interface GiveBackProps {
  readonly tickets: number;
  readonly amount: string;
  readonly isBusy: boolean;
  readonly onGiveBack: () => void;
}

/** Asked once: a ticket that was given back does not come again. */
function GiveBack({ tickets, amount, isBusy, onGiveBack }: GiveBackProps) {
  const t = useTranslations("orderChange");
  const [isOpen, setOpen] = useState(false);
  return (
    <Ask
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" disabled={isBusy}>
          {t("giveBack", { amount })}
        </Button>
      }
      title={t("giveBackTitle", { count: tickets })}
      description={t("giveBackText", { amount })}
      confirm={t("giveBackNow")}
      cancel={t("keepThem")}
      dangerous
      onConfirm={() => {
        setOpen(false);
        onGiveBack();
      }}
    />
  );
}
