"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { Button, buttonClass, classNames } from "@usher/ui";
import type { SeatMapStore } from "@usher/ui/seat-map";
import { CircleAlert, Info } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
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
  const { notice } = choice;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (notice && notice.kind !== "limit") box.current?.scrollIntoView({ block: "nearest" });
  }, [notice]);
  if (!notice) return null;
  if (notice.kind === "inCheckout") {
    return (
      <div ref={box} role="alert" className="word info mb-3">
        <Info aria-hidden />
        <div>
          <b className="strong">{t("inCheckout")}</b>
          <p className="small">{t("inCheckoutText")}</p>
          <Link
            href={localePath(locale, `/orders/${notice.orderId}`)}
            className={classNames(buttonClass("line"), "mt-3 min-h-12!")}
          >
            {t("toOrder")}
          </Link>
        </div>
      </div>
    );
  }
  if (notice.kind === "limit" || notice.kind === "timeOut") {
    return (
      <div ref={box} role={notice.kind === "limit" ? "status" : "alert"} className="word warn mb-3">
        <Info aria-hidden />
        <div>
          <b className="strong">{notice.kind === "limit" ? t("limit", { limit: notice.limit }) : t("timeOut")}</b>
          {notice.kind === "timeOut" && <p className="small">{t("timeOutText")}</p>}
          <Button className="mt-3 min-h-12!" onClick={choice.dismiss}>
            {t("dismiss")}
          </Button>
        </div>
      </div>
    );
  }
  const lost = notice.kind === "lost" ? notice.seats : [];
  const names = namesOf(lost).map((group) => group.name);
  return (
    <div ref={box} role="alert" className="word mb-3">
      <CircleAlert aria-hidden />
      <div>
        <b className="strong">
          {notice.kind === "refused"
            ? notice.text
            : t(lost.length === 1 ? "lostOne" : "lostMany", { seats: names.join("; ") })}
        </b>
        {notice.kind === "lost" && <p className="small">{t("lostNext")}</p>}
        <Button className="mt-3 min-h-12!" onClick={() => (lost.length > 0 ? onMap(lost) : choice.dismiss())}>
          {lost.length > 0 ? t("toMap") : t("dismiss")}
        </Button>
      </div>
    </div>
  );
}
