"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { Button, buttonClass, Callout, classNames } from "@usher/ui";
import type { SeatMapStore } from "@usher/ui/seat-map";
import { Info } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import type { Choice } from "./use-choice.ts";
import { useSeatNames } from "./use-seat-names.ts";

interface SeatNoticeBarProps {
  readonly locale: Locale;
  readonly choice: Choice;
  readonly store: SeatMapStore;
  readonly onMap: (indexes: readonly number[]) => void;
}

/** What has just gone another way than hoped, and the way on. What is safe is said with it. */
export function SeatNoticeBar({ locale, choice, store, onMap }: SeatNoticeBarProps) {
  const t = useTranslations("seats");
  const namesOf = useSeatNames(store.chart);
  const { notice, problem } = choice;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem || (notice && notice.kind !== "limit")) box.current?.scrollIntoView({ block: "nearest" });
  }, [notice, problem]);
  const stranded = problem?.kind === "stranded" ? problem : notice?.kind === "stranded" ? notice : null;
  if (stranded) {
    const instead = namesOf(stranded.instead).map(({ name }) => name);
    return (
      <MendNotice
        box={box}
        title={t("stranded", { seats: namesOf(stranded.stranded)[0]?.name ?? "" })}
        text={t("strandedText")}
        mend={t("takeInstead", { seats: instead.join("; ") })}
        isBusy={choice.holding.isBusy}
        onMend={() => void choice.takeInstead(stranded.instead, stranded.replaced).then(() => onMap(stranded.instead))}
        // What is chosen is judged as long as it is chosen; what the server said can be put away.
        onDismiss={stranded === problem ? null : choice.dismiss}
      />
    );
  }
  if (problem?.kind === "companion") {
    const [place] = namesOf(problem.places);
    return (
      <MendNotice
        box={box}
        title={t("companion", { seats: namesOf(problem.seats)[0]?.name ?? "" })}
        text={place ? t("companionText") : t("companionNone")}
        mend={place ? t("takeAlso", { seats: place.name }) : t("leaveOut")}
        isBusy={choice.holding.isBusy}
        onMend={() => void choice.takeInstead(problem.places, place ? [] : problem.seats)}
        onDismiss={null}
      />
    );
  }
  if (!notice || notice.kind === "stranded") return null;
  if (notice.kind === "inCheckout") {
    return (
      <Callout
        ref={box}
        kind="info"
        stacked
        announce="alert"
        className="mb-3"
        icon={<Info strokeWidth={1.75} />}
        title={t("inCheckout")}
        action={
          <Link
            href={localePath(locale, `/orders/${notice.orderId}`)}
            className={classNames(buttonClass("line"), "min-h-12!")}
          >
            {t("toOrder")}
          </Link>
        }
      >
        <p>{t("inCheckoutText")}</p>
      </Callout>
    );
  }
  if (notice.kind === "limit" || notice.kind === "timeOut") {
    return (
      <Callout
        ref={box}
        kind="warn"
        stacked
        announce={notice.kind === "limit" ? "status" : "alert"}
        className="mb-3"
        title={notice.kind === "limit" ? t("limit", { limit: notice.limit }) : t("timeOut")}
        action={
          <Button className="min-h-12!" onClick={choice.dismiss}>
            {t("dismiss")}
          </Button>
        }
      >
        {notice.kind === "timeOut" && <p>{t("timeOutText")}</p>}
      </Callout>
    );
  }
  const lost = notice.kind === "lost" ? notice.seats : [];
  const instead = notice.kind === "lost" ? notice.instead : null;
  const names = namesOf(lost).map((group) => group.name);
  return (
    <Callout
      ref={box}
      kind="danger"
      stacked
      announce
      className="mb-3"
      title={
        notice.kind === "refused"
          ? notice.text
          : t(lost.length === 1 ? "lostOne" : "lostMany", { seats: names.join("; ") })
      }
      action={
        <div className="flex flex-wrap gap-2">
          {instead && (
            <MendButton
              isBusy={choice.holding.isBusy}
              onMend={() => void choice.takeInstead(instead, []).then(() => onMap(instead))}
            >
              {t("takeInstead", { seats: namesOf(instead)[0]?.name ?? "" })}
            </MendButton>
          )}
          <Button className="min-h-12!" onClick={() => (lost.length > 0 ? onMap(lost) : choice.dismiss())}>
            {lost.length > 0 ? t("toMap") : t("dismiss")}
          </Button>
        </div>
      }
    >
      {notice.kind === "lost" && <p>{instead ? t("lostInstead") : t("lostNext")}</p>}
    </Callout>
  );
}

interface MendNoticeProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly title: string;
  readonly text: string;
  /** What the one tap does. */
  readonly mend: string;
  readonly isBusy: boolean;
  readonly onMend: () => void;
  /** null while the choice itself stands in the way. */
  readonly onDismiss: (() => void) | null;
}

/** Why a choice cannot be held as it is, and the one tap that mends it. */
function MendNotice({ box, title, text, mend, isBusy, onMend, onDismiss }: MendNoticeProps) {
  const t = useTranslations("seats");
  return (
    <Callout
      ref={box}
      kind="warn"
      stacked
      announce
      className="mb-3"
      title={title}
      action={
        <div className="flex flex-wrap gap-2">
          <MendButton {...{ isBusy, onMend }}>{mend}</MendButton>
          {onDismiss && (
            <Button className="min-h-12!" onClick={onDismiss}>
              {t("dismiss")}
            </Button>
          )}
        </div>
      }
    >
      <p>{text}</p>
    </Callout>
  );
}

/** Names of seats may be long: the words wrap rather than leave the box. */
function MendButton({ isBusy, onMend, children }: { isBusy: boolean; onMend: () => void; children: string }) {
  return (
    <Button kind="ink" className="h-auto min-h-12! max-w-full py-2 whitespace-normal" busy={isBusy} onClick={onMend}>
      {children}
    </Button>
  );
}
