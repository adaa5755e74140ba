import { memo } from "react";
import { type QrCorrection, QUIET_MODULES, qrPath } from "../qr-path.ts";

export interface QrCodeProps {
  readonly value: string;
  /** "Ticket code": what it is, to those who cannot see it. */
  readonly label: string;
  /** M by default; the code takes a higher one when it costs no larger picture. */
  readonly correction?: QrCorrection;
  readonly className?: string;
}

/** A code in ink on white in both themes, with four free modules. Drawn anew only when its value changes. */
export const QrCode = memo(function QrCode({ value, label, correction = "M", className }: QrCodeProps) {
  const { d, modules } = qrPath(value, correction);
  const side = modules + 2 * QUIET_MODULES;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`${-QUIET_MODULES} ${-QUIET_MODULES} ${side} ${side}`}
      shapeRendering="crispEdges"
      className={className}
      // Forced colours would swap ink and ground, and then no scanner reads it.
      style={{ forcedColorAdjust: "none", background: "var(--code-ground)" }}
    >
      <rect x={-QUIET_MODULES} y={-QUIET_MODULES} width={side} height={side} fill="var(--code-ground)" />
      <path d={d} fill="var(--code-ink)" />
    </svg>
  );
});
