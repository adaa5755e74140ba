import type { SeatSign } from "./labels.ts";

const TIER_INKS = ["", "var(--tier-1)", "var(--tier-2)", "var(--tier-3)", "var(--tier-4)", "var(--tier-5)"];

/** The colour of a price tier (1–5) as CSS. */
export function tierInk(tier: number): string {
  return TIER_INKS[tier] ?? "var(--text)";
}

/** A seat's shape as a drawing of 44 × 44, the same shapes as on the canvas. Decoration: its name is beside it. */
export function SeatSignShape({ sign, tier = 3, className }: { sign: SeatSign; tier?: number; className?: string }) {
  return (
    <svg viewBox="0 0 44 44" className={className} aria-hidden="true" focusable="false">
      {shapeFor(sign, tierInk(tier))}
    </svg>
  );
}

function shapeFor(sign: SeatSign, ink: string) {
  switch (sign) {
    case "free":
      return <circle cx="22" cy="22" r="20" fill={ink} />;
    case "resale":
      return <path d="M22 0 44 22 22 44 0 22Z" fill="var(--seat-resale)" />;
    case "held":
      return (
        <g fill="none" stroke="var(--seat-held)" strokeWidth="5">
          <circle cx="22" cy="22" r="17" />
          <path d="m10.500 33.500 23-23" />
        </g>
      );
    case "sold":
      return <circle cx="22" cy="22" r="8.400" fill="var(--seat-sold)" />;
    case "chosen":
      return <circle cx="22" cy="22" r="19.500" fill="var(--torch)" stroke="var(--seat-chosen-edge)" strokeWidth="3" />;
    case "wheelchair":
      return <rect x="3" y="3" width="38" height="38" rx="9" fill="var(--seat-access)" />;
    case "companion":
      return (
        <rect
          x="4.500"
          y="4.500"
          width="35"
          height="35"
          rx="8"
          fill="none"
          stroke="var(--seat-access)"
          strokeWidth="3.500"
        />
      );
  }
}

/** The tick at the shoulder of a chosen seat whose number must stay readable. */
export function ChosenTick({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 16 16" className={className} aria-hidden="true" focusable="false">
      <circle cx="8" cy="8" r="7.250" fill="var(--text)" stroke="var(--raised)" strokeWidth="1.500" />
      <path
        d="m5 8.200 2.200 2.200 3.800-4.400"
        fill="none"
        stroke="var(--page)"
        strokeWidth="1.800"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
