import type { ReactNode } from "react";
import type { VerdictKind } from "../gate-feedback.ts";

/** The shape round the sign, as on road signs: disc go, octagon stop, diamond that way, triangle look. */
export type VerdictShape = "disc" | "octagon" | "diamond" | "triangle";

/** Which shape a verdict stands in. */
export const VERDICT_SHAPES: Record<VerdictKind, VerdictShape> = {
  welcome: "disc",
  used: "octagon",
  otherDay: "octagon",
  revoked: "octagon",
  oldCode: "octagon",
  otherGate: "diamond",
  checkId: "triangle",
  unreadable: "triangle",
};

const OUTLINES: Record<VerdictShape, string> = {
  disc: "M104 0a104 104 0 1 1 0 208a104 104 0 1 1 0-208z",
  octagon: "M61 0h86l61 61v86l-61 61H61L0 147V61z",
  diamond: "M104 0 208 104 104 208 0 104z",
  triangle: "M104 10a12 12 0 0 1 10.4 6l88 158a12 12 0 0 1-10.4 18H16a12 12 0 0 1-10.4-18l88-158A12 12 0 0 1 104 10z",
};

const GLYPHS: Record<VerdictKind, ReactNode> = {
  welcome: <path d="m60 108 30 30 58-64" strokeWidth="22" />,
  used: <path d="m72 72 64 64m0-64-64 64" strokeWidth="22" />,
  oldCode: (
    <g strokeWidth="18">
      <circle cx="104" cy="104" r="58" />
      <path d="M104 72v33l23 15" />
    </g>
  ),
  otherDay: (
    <g strokeWidth="15">
      <rect x="56" y="62" width="96" height="90" rx="12" />
      <path d="M56 92h96M80 48v24M128 48v24" />
      <path d="m92 112 24 24m0-24-24 24" strokeWidth="12" />
    </g>
  ),
  revoked: (
    <g strokeWidth="18">
      <circle cx="104" cy="104" r="56" />
      <path d="m66 66 76 76" />
    </g>
  ),
  otherGate: <path d="M70 142v-34a16 16 0 0 1 16-16h56m-28-32 32 32-32 32" strokeWidth="20" />,
  checkId: (
    <g strokeWidth="11">
      <rect x="60" y="100" width="88" height="64" rx="10" />
      <circle cx="86" cy="124" r="9" />
      <path d="M73 151c3-9 23-9 26 0M116 122h16M116 142h16" strokeWidth="9" />
    </g>
  ),
  unreadable: (
    <g strokeWidth="13">
      <path d="M86 92a19 19 0 1 1 30 15c-8 6-12 10-12 20" />
      <path d="M104 154v.5" strokeWidth="17" />
    </g>
  ),
};

/** The verdict as a sign. Says nothing by itself: the word beside it does. */
export function VerdictSign({ kind, className }: { readonly kind: VerdictKind; readonly className?: string }) {
  return (
    <svg viewBox="0 0 208 208" aria-hidden="true" className={className}>
      <path d={OUTLINES[VERDICT_SHAPES[kind]]} fill="var(--verdict-ink)" />
      <g fill="none" stroke="var(--verdict-ground)" strokeLinecap="round" strokeLinejoin="round">
        {GLYPHS[kind]}
      </g>
    </svg>
  );
}
