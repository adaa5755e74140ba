"use client";

import { type ChartIndex, chosenGroups, groupSeatNumbers } from "@usher/ui/seat-map";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { placesOf } from "./lines-of.ts";

export interface NamedGroup {
  readonly key: string;
  readonly name: string;
  readonly indexes: readonly number[];
  readonly category: number;
}

/** Puts seats that touch into one name, "109, row G, seats 12 and 13", and standing places into a count. */
export function useSeatNames(chart: ChartIndex | null): (indexes: readonly number[]) => NamedGroup[] {
  const t = useTranslations("seats");
  return useCallback(
    (indexes) => {
      if (!chart) return [];
      const rows = chosenGroups(chart, indexes).map((group): NamedGroup => {
        const row = chart.rows[group.row];
        const numbers = groupSeatNumbers(chart, group);
        const name = t("seatsName", {
          section: chart.sections[row?.section ?? 0]?.section.name ?? "",
          row: row?.row.name ?? "",
          count: numbers.length,
          seats: numbers.join(", "),
        });
        const first = group.indexes[0] as number;
        return { key: `row ${first}`, name, indexes: group.indexes, category: chart.categoryOf[first] ?? 0 };
      });
      const standing = [...placesOf(chart, indexes).standing].map(([section, count]): NamedGroup => {
        const mine = indexes.filter((index) => chart.rowOf[index] === -1 && chart.sectionOf[index] === section);
        const name = t("standingName", { section: chart.sections[section]?.section.name ?? "", count });
        return { key: `run ${section}`, name, indexes: mine, category: chart.categoryOf[mine[0] ?? 0] ?? 0 };
      });
      return [...rows, ...standing];
    },
    [chart, t],
  );
}
