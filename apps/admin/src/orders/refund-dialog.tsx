"use client";

import { useMutation } from "@tanstack/react-query";
import type { OrderView } from "@usher/api/contract";
import { money } from "@usher/client/format";
import { useSeatName } from "@usher/client/seats";
import { useTRPC } from "@usher/client/trpc";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { Modal } from "../shell/modal.tsx";
import { useOrganizer } from "../shell/organizer.ts";
import { refundAmount, refundableSeats, seatKey } from "./refund-choice.ts";
import { useRequestKey } from "./use-request-key.ts";

interface RefundDialogProps {
  readonly order: OrderView;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

const RESELL = { usual: undefined, yes: true, no: false } as const;
type Resell = keyof typeof RESELL;

/** Which seats, why, what becomes of them, and the amount before it goes. */
export function RefundDialog({ order, onDone, onClose }: RefundDialogProps) {
  const t = useTranslations("refund");
  const { locale } = useOrganizer();
  const refund = useMutation(useTRPC().checkout.refund.mutationOptions({ onSuccess: onDone, onError: onDone }));
  return (
    <Modal title={t("title", { code: order.code })} isBusy={refund.isPending} onClose={onClose}>
      {refund.data ? (
        <div className="stack">
          <p role="status" className={refund.data.status === "failed" ? "callout bad" : "callout ok"}>
            {refund.data.status === "failed"
              ? t("failed")
              : t("done", { amount: money(refund.data.amountMinor, order.currency, locale), email: order.email })}
          </p>
          <button type="button" className="btn" onClick={onClose}>
            {t("close")}
          </button>
        </div>
      ) : (
        <RefundForm
          order={order}
          isBusy={refund.isPending}
          problem={refund.error}
          onRefund={(wish) => refund.mutate(wish)}
          onClose={onClose}
        />
      )}
    </Modal>
  );
}

interface RefundWish {
  readonly orderId: string;
  readonly requestKey: string;
  readonly seatIndexes: { performanceId: string; seatIndex: number }[];
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
  const seatName = useSeatName();
  const say = useRefusalWords();
  const { locale } = useOrganizer();
  const seats = refundableSeats(order);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(seats.map(seatKey)));
  const [reason, setReason] = useState("");
  const [resell, setResell] = useState<Resell>("usual");
  const keyOf = useRequestKey();
  const wanted = seats.filter((line) => chosen.has(seatKey(line)));
  const isAll = wanted.length === seats.length;
  const amount = wanted.length === 0 ? 0 : refundAmount(order, chosen);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || wanted.length === 0 || reason.trim() === "") return;
    const wish = {
      orderId: order.id,
      seatIndexes: isAll ? [] : wanted.map(({ performanceId, seatIndex }) => ({ performanceId, seatIndex })),
      reason: reason.trim(),
      resell: RESELL[resell],
    };
    onRefund({ ...wish, requestKey: keyOf(JSON.stringify([wish, wanted.map(seatKey)])) });
  };
  const toggle = (key: string) =>
    setChosen((before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]));
  return (
    <form className="stack mt-3" onSubmit={send}>
      <fieldset disabled={isBusy}>
        <legend className="strong">{t("seats")}</legend>
        <label className="tick">
          <input type="checkbox" checked={isAll} onChange={() => setChosen(new Set(isAll ? [] : seats.map(seatKey)))} />
          {t("all", { count: seats.length })}
        </label>
        <div className="picks">
          {seats.map((line) => (
            <label key={line.id} className="tick">
              <input type="checkbox" checked={chosen.has(seatKey(line))} onChange={() => toggle(seatKey(line))} />
              {seatName(line)}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor="reason">{t("reason")}</label>
        <input
          id="reason"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          maxLength={300}
          required
          disabled={isBusy}
          autoComplete="off"
        />
      </div>
      <div className="field">
        <label htmlFor="resell">{t("resell")}</label>
        <select
          id="resell"
          value={resell}
          onChange={(event) => setResell(event.target.value as Resell)}
          disabled={isBusy}
        >
          <option value="usual">{t("resellUsual")}</option>
          <option value="yes">{t("resellYes")}</option>
          <option value="no">{t("resellNo")}</option>
        </select>
      </div>
      <p role="status" className="row between">
        <span>{t("amount", { count: wanted.length })}</span>
        <output className="strong">{money(amount, order.currency, locale)}</output>
      </p>
      {problem !== null && (
        <p role="alert" className="bad">
          {say(problem)}
        </p>
      )}
      <div className="row">
        <button
          type="submit"
          className="btn danger"
          disabled={isBusy || wanted.length === 0 || reason.trim() === ""}
          aria-busy={isBusy}
        >
          {isBusy && <span className="spin" aria-hidden="true" />}
          {t("give", { amount: money(amount, order.currency, locale) })}
        </button>
        <button type="button" className="btn quiet" disabled={isBusy} onClick={onClose}>
          {t("cancel")}
        </button>
      </div>
    </form>
  );
}
