"use client";

import type { OrderView } from "@usher/api/contract";
import { Spinner } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";

const LONG_WAIT_MS = 30_000;

interface WaitingOrderProps {
  readonly order: OrderView;
  readonly isLong: boolean;
  /** Whether the time was out before the money came. */
  readonly isLate?: boolean;
}

/** Between the payment page and the bank's word: honest about what is known, and about what happens either way. */
export function WaitingOrder({ order, isLong, isLate = false }: WaitingOrderProps) {
  const t = useTranslations("order");
  const [hasWaited, setWaited] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), LONG_WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main id="content" className="slim wrap flex min-h-[80svh] flex-col justify-center py-12">
      <Spinner className="mb-6 size-8!" />
      <h1>{isLate ? t("lateTitle") : t("waitingTitle")}</h1>
      <p role="status" className="dim mt-2">
        {hasWaited || isLong ? t("waitingLong", { email: order.email }) : isLate ? t("lateText") : t("waitingText")}
      </p>
      <p className="small dim num mt-6">{t("orderCode", { code: order.code })}</p>
    </main>
  );
}
