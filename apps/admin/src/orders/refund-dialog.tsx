"use client";

import { useMutation } from "@tanstack/react-query";
import type { OrderView } from "@usher/api/contract";
import { money } from "@usher/client/format";
import { useSeatName } from "@usher/client/seats";
import { useRequestKey, useTRPC } from "@usher/client/trpc";
import { Button, Callout, Field, SelectField, Sheet, TickBox } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOrganizer } from "../shell/organizer.ts";
import { refundAmount, refundableSeats, seatKey } from "./refund-choice.ts";

interface RefundDialogProps {
  readonly order: OrderView;
  readonly canRefund: boolean;
  readonly onDone: () => void;
}

const RESELL = { usual: undefined, yes: true, no: false } as const;
type Resell = keyof typeof RESELL;

/** The way to give money back: which seats, why, what becomes of them, and the amount before it goes. */
export function RefundDialog({ order, canRefund, onDone }: RefundDialogProps) {
  const t = useTranslations("refund");
  const words = useTranslations("order");
  const { locale } = useOrganizer();
  const [isOpen, setOpen] = useState(false);
  const refund = useMutation(useTRPC().checkout.refund.mutationOptions({ onSuccess: onDone, onError: onDone }));
  const close = () => turn(false);
  const turn = (open: boolean) => {
    // While it is under way it stays open, to say what came of it.
    if (refund.isPending) return;
    refund.reset();
    setOpen(open);
    // With nothing left to give back its button goes too, and the focus must not go with it.
    if (!open && !canRefund) requestAnimationFrame(() => document.getElementById("content")?.focus());
  };
  if (!canRefund && !isOpen) return null;
  return (
    <Sheet
      open={isOpen}
      onOpenChange={turn}
      trigger={
        <Button size="dense" kind="danger">
          {words("refund")}
        </Button>
      }
      title={t("title", { code: order.code })}
      closeLabel={t("close")}
    >
      {refund.data ? (
        <div className="grid gap-4">
          {refund.data.status === "failed" ? (
            <Callout dense announce kind="danger" title={t("failed")} />
          ) : (
            <Callout
              dense
              announce
              kind="success"
              title={t("done", { amount: money(refund.data.amountMinor, order.currency, locale), email: order.email })}
            />
          )}
          <Button autoFocus onClick={close}>
            {t("close")}
          </Button>
        </div>
      ) : (
        <RefundForm
          order={order}
          isBusy={refund.isPending}
          problem={refund.error}
          onRefund={(wish) => refund.mutate(wish)}
          onClose={close}
        />
      )}
    </Sheet>
  );
}

interface RefundWish {
  readonly orderId: string;
  readonly requestKey: string;
  readonly seatIndexes: { performanceId: string; seatIndex: number; fromCell: number }[];
  readonly reason: string;
  readonly resell: boolean | undefined;
}

interface RefundFormProps {
  readonly order: OrderView;
  readonly isBusy: boolean;
  readonly problem: unknown;
  readonly onRefund: (wish: RefundWish) => void;
  readonly onClose: () => void;
}

function RefundForm({ order, isBusy, problem, onRefund, onClose }: RefundFormProps) {
  const t = useTranslations("refund");
  const needed = useTranslations("fields");
  const seatName = useSeatName();
  const say = useRefusalWords();
  const { locale, refundLimit } = useOrganizer();
  const seats = refundableSeats(order);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(seats.map(seatKey)));
  const [reason, setReason] = useState("");
  const [resell, setResell] = useState<Resell>("usual");
  const [hasTried, setTried] = useState(false);
  const reasonField = useRef<HTMLInputElement>(null);
  const keyOf = useRequestKey();
  const wanted = seats.filter((line) => chosen.has(seatKey(line)));
  const isAll = wanted.length === seats.length;
  const amount = wanted.length === 0 ? 0 : refundAmount(order, chosen);
  const isLacking = { reason: hasTried && reason.trim() === "", seats: hasTried && wanted.length === 0 };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy) return;
    setTried(true);
    if (reason.trim() === "") reasonField.current?.focus();
    if (wanted.length === 0 || reason.trim() === "") return;
    const wish = {
      orderId: order.id,
      seatIndexes: isAll
        ? []
        : wanted.map(({ performanceId, seatIndex, fromCell }) => ({ performanceId, seatIndex, fromCell })),
      reason: reason.trim(),
      resell: RESELL[resell],
    };
    onRefund({ ...wish, requestKey: keyOf(JSON.stringify([wish, wanted.map(seatKey)])) });
  };
  const toggle = (key: string) =>
    setChosen((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  return (
    <form noValidate className="grid gap-4 text-14" onSubmit={send}>
      <fieldset>
        <legend className="font-[620]">{t("seats")}</legend>
        <TickBox
          dense
          label={t("all", { count: seats.length })}
          checked={isAll}
          onChange={() => setChosen(new Set(isAll ? [] : seats.map(seatKey)))}
        />
        {seats.length > 1 && (
          <div className="grid max-h-56 overflow-y-auto border-line border-y py-1 pl-1">
            {seats.map((line) => (
              <TickBox
                dense
                key={line.id}
                label={seatName(line)}
                checked={chosen.has(seatKey(line))}
                onChange={() => toggle(seatKey(line))}
              />
            ))}
          </div>
        )}
      </fieldset>
      <Field
        dense
        label={t("reason")}
        value={reason}
        error={isLacking.reason ? needed("needed") : undefined}
        onChange={(event) => setReason(event.target.value)}
        ref={reasonField}
        maxLength={300}
        required
        autoComplete="off"
      />
      <SelectField
        dense
        label={t("resell")}
        value={resell}
        onChange={(event) => setResell(event.target.value as Resell)}
      >
        <option value="usual">{t("resellUsual")}</option>
        <option value="yes">{t("resellYes")}</option>
        <option value="no">{t("resellNo")}</option>
      </SelectField>
      <p role="status" className="flex flex-wrap items-center justify-between gap-x-4">
        <span>{t("amount", { count: wanted.length })}</span>
        <output className="font-[660] text-18">{money(amount, order.currency, locale)}</output>
      </p>
      {refundLimit && (
        <p className={amount > refundLimit.amountMinor ? "font-[560] text-danger" : "text-text-2"}>
          {t("limit", { amount: money(refundLimit.amountMinor, refundLimit.currency, locale) })}
        </p>
      )}
      {isLacking.seats && <Callout dense announce kind="danger" title={t("noSeat")} />}
      {problem !== null && (
        <Callout dense announce kind="danger" title={t("refused")}>
          {say(problem)}
        </Callout>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="danger" size="small" busy={isBusy}>
          {t("give", { amount: money(amount, order.currency, locale) })}
        </Button>
        <Button size="small" kind="quiet" disabled={isBusy} onClick={onClose}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
