import type { SeatMapLabels, SeatSign } from "./labels.ts";
import { SeatSignShape } from "./seat-sign.tsx";

export interface SeatLegendProps {
  readonly labels: Pick<SeatMapLabels, "signs" | "shapes">;
  /** "row" under the prices, "card" lying on the map, "column" opened from its button. */
  readonly layout?: "row" | "card" | "column";
  readonly signs?: readonly SeatSign[];
  readonly className?: string;
}

const SHOWN: Record<"row" | "card" | "column", readonly SeatSign[]> = {
  row: ["free", "resale", "held", "sold", "wheelchair"],
  card: ["free", "resale", "held", "sold", "wheelchair", "companion"],
  column: ["free", "resale", "held", "sold", "wheelchair", "companion"],
};

const LAYOUTS = {
  row: "justify-between gap-x-4 overflow-x-auto border-line border-b px-4 py-2 [scrollbar-width:none]",
  card: "gap-x-5 rounded-press px-3.5 py-2.5 shadow-lift",
  column: "flex-col gap-2 rounded-press p-3 shadow-lift",
};

/** What the shapes on the map mean. */
export function SeatLegend({ labels, layout = "row", signs = SHOWN[layout], className = "" }: SeatLegendProps) {
  return (
    <ul aria-label={labels.shapes} className={`flex bg-raised text-12 text-text-2 ${LAYOUTS[layout]} ${className}`}>
      {signs.map((sign) => (
        <li key={sign} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <SeatSignShape sign={sign} className="size-3 shrink-0 overflow-visible" />
          {labels.signs[sign]}
        </li>
      ))}
    </ul>
  );
}
