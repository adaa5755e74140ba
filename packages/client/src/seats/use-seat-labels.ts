"use client";

import type { SeatDescription, SeatMapLabels } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import { useMemo } from "react";

const STATE_KEYS = {
  free: "stateFree",
  resale: "stateResale",
  sold: "stateSold",
  closed: "stateClosed",
  held: "stateHeld",
  chosen: "stateChosen",
} as const;

const MARK_KEYS = {
  wheelchair: "markWheelchair",
  companion: "markCompanion",
  restrictedView: "markRestrictedView",
  aisle: "markAisle",
} as const;

/** Everything the seat map says, in the reader's language. */
export function useSeatLabels(): SeatMapLabels {
  const t = useTranslations("map");
  return useMemo(() => {
    const place = ({ section, row, seat }: SeatDescription) =>
      row === null || seat === null ? t("place", { section }) : t("seat", { section, row, seat });
    const whole = (seat: SeatDescription) =>
      [place(seat), seat.price, t(STATE_KEYS[seat.state]), ...seat.marks.map((mark) => t(MARK_KEYS[mark]))].join(", ");
    return {
      map: t("map"),
      stage: t("stage"),
      overview: t("overview"),
      closer: t("closer"),
      further: t("further"),
      wholeHouse: t("wholeHouse"),
      seatName: whole,
      chosenGroup: ({ row, seats }) => `${row} ${seats.join(", ")}`,
      chosenStanding: ({ section, count }) => t("chosenStanding", { section, count }),
      seatTaken: ({ seat, next }) =>
        next ? t("takenNext", { seat: place(seat), next: place(next) }) : t("taken", { seat: place(seat) }),
      seatChosen: (seat) => t("chosen", { seat: place(seat) }),
      seatLetGo: (seat) => t("letGo", { seat: place(seat) }),
      limitReached: (limit) => t("limit", { limit }),
      sectionGrid: (section) => t("grid", { section }),
      gridKeys: t("gridKeys"),
      chooseSection: t("chooseSection"),
      rowName: (row) => t("row", { row }),
      sectionName: (section) => t("section", { section }),
      sectionSummary: ({ left, rows }) =>
        rows ? t("summary", { left, first: rows[0], last: rows[1] }) : t("summaryStanding", { left }),
      nothingLeft: t("nothingLeft"),
      prices: t("prices"),
      soldOut: t("soldOut"),
      shapes: t("shapes"),
      signs: {
        free: t("signFree"),
        resale: t("signResale"),
        held: t("signHeld"),
        sold: t("signSold"),
        chosen: t("signChosen"),
        wheelchair: t("signWheelchair"),
        companion: t("signCompanion"),
      },
      standingPlaces: (section) => t("standingPlaces", { section }),
      placesLeft: (count) => t("placesLeft", { count }),
      oneLess: t("oneLess"),
      oneMore: t("oneMore"),
    };
  }, [t]);
}
