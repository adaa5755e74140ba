import { tierInk } from "@usher/ui/seat-map";

/** The colour in which the map shows a price. The price's name stands beside it. */
export function TierSign({ tier }: { tier: number }) {
  return (
    <i
      aria-hidden="true"
      className="inline-block size-2.5 shrink-0 forced-color-adjust-none rounded-[3px]"
      style={{ background: tierInk(tier) }}
    />
  );
}
