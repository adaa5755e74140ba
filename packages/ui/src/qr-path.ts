import { encode } from "uqr";

/** How much of a code may be lost and still be read: 7, 15, 25 or 30 per cent. */
export type QrCorrection = "L" | "M" | "Q" | "H";

/** Free modules on every side, as ISO/IEC 18004 asks. */
export const QUIET_MODULES = 4;

/** A QR code as one SVG path in module units, and how many modules a side has without its free edge. */
export function qrPath(value: string, correction: QrCorrection): { d: string; modules: number } {
  const { data, size } = encode(value, { ecc: correction, border: 0, boostEcc: true });
  let d = "";
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < size; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      const run = x + 1 - from;
      d += `M${from} ${y}h${run}v1h-${run}z`;
    }
  }
  return { d, modules: size };
}
