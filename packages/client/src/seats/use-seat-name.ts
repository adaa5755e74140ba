"use client";

import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** A seat as orders and tickets carry it. Row and seat are null for a standing place. */
export interface NamedSeat {
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
}

/** Says where a seat is in the reader's language: "109, row G, seat 12", or "Standing". */
export function useSeatName(): (place: NamedSeat) => string {
  const t = useTranslations("map");
  return useCallback(
    ({ section, row, seat }) => (row === null || seat === null ? section : t("name", { section, row, seat })),
    [t],
  );
}
