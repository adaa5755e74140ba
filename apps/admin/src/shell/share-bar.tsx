import { percentOf } from "../format/clock.ts";

interface ShareBarProps {
  readonly part: number;
  readonly whole: number;
  /** A colour, such as `var(--tier-2)`; ink when left out. */
  readonly ink?: string;
}

/** How much of a whole, as a small bar beside its figure, which says the same. */
export function ShareBar({ part, whole, ink = "var(--text)" }: ShareBarProps) {
  return (
    <span
      aria-hidden="true"
      className="ml-2.5 inline-block h-1.5 w-24 overflow-hidden rounded-full bg-sunk align-[1px] forced-colors:border max-md:hidden"
    >
      <i
        className="block h-full forced-colors:bg-[CanvasText]!"
        style={{ width: `${percentOf(part, whole)}%`, background: ink }}
      />
    </span>
  );
}
