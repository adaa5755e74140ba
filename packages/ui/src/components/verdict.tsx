import type { CSSProperties, ReactNode } from "react";
import { classNames } from "../class-names.ts";
import type { VerdictKind } from "../gate-feedback.ts";
import type { SeatPart } from "./ticket-stub.tsx";
import { VERDICT_SHAPES, type VerdictShape, VerdictSign } from "./verdict-sign.tsx";

const GROUNDS: Record<VerdictShape, { ground: string; ink: string }> = {
  disc: { ground: "var(--gate-welcome)", ink: "#fff" },
  octagon: { ground: "var(--gate-refused)", ink: "#fff" },
  diamond: { ground: "var(--gate-elsewhere)", ink: "#fff" },
  triangle: { ground: "var(--gate-check)", ink: "var(--on-torch)" },
};

export interface VerdictProps {
  readonly kind: VerdictKind;
  /** One word or two: "Welcome", "Already used", "Gate F". */
  readonly word: ReactNode;
  readonly reason: ReactNode;
  /** What must be looked at in the guest: "Child ticket". Stands out, and is read with the word. */
  readonly tag?: ReactNode;
  readonly seat?: readonly SeatPart[];
  /** Which gate this is. */
  readonly place?: ReactNode;
  /** The phone's torch and the like, at the top right. */
  readonly keys?: ReactNode;
  /** Count, last scans, what is not yet synced: drawn on black below. */
  readonly children?: ReactNode;
  readonly className?: string;
}

/**
 * The gate's answer, over the whole screen: colour, shape, one word, reason. Read out at once. Give each scan a `key`
 * of its own, so that the same answer twice is said twice.
 */
export function Verdict({ kind, word, reason, tag, seat = [], place, keys, children, className }: VerdictProps) {
  const { ground, ink } = GROUNDS[VERDICT_SHAPES[kind]];
  const looks = {
    "--verdict-ground": ground,
    "--verdict-ink": ink,
    "--focus-ink": ink,
    background: ground,
    color: ink,
    forcedColorAdjust: "none",
  };
  return (
    <div className={classNames("flex min-h-svh flex-col", className)} style={looks as CSSProperties}>
      <div className="flex min-h-14 items-center justify-between pt-2 pr-2 pl-5 font-semibold text-14">
        <span>{place}</span>
        {keys}
      </div>
      <div role="alert" className="flex min-h-0 flex-1 flex-col px-5 pb-6">
        <VerdictSign kind={kind} className="my-auto size-[min(184px,28svh)] shrink-0" />
        <h1 className="font-extrabold text-[clamp(3rem,19.5vw,4.75rem)] leading-[0.92] tracking-[-0.03em] [font-stretch:84%]">
          {word}
        </h1>
        {tag ? (
          <p className="mt-3.5 max-w-full self-start rounded-lg bg-(--verdict-ink) px-3 py-1.5 font-bold text-(--verdict-ground) text-[1.75rem] leading-[1.15] wrap-anywhere">
            {tag}
          </p>
        ) : null}
        <p className="mt-2.5 mb-6 min-h-13.5 font-[560] text-22 leading-[1.25]">{reason}</p>
        {seat.length > 0 ? (
          <dl className="flex flex-wrap gap-x-8 gap-y-2 border-t-2 border-t-current/40 pt-3">
            {seat.map((part, at) => (
              <div key={part.key ?? at}>
                <dt className="font-[560] text-14">{part.label}</dt>
                <dd className="width-narrow font-bold text-[2.75rem] leading-none tabular-nums">{part.value}</dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
      {children ? <GateBase>{children}</GateBase> : null}
    </div>
  );
}

/** The black foot of the gate, the same by day and by night. */
export function GateBase({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <div
      className={classNames(
        "bg-[#0a0d0f] px-5 pt-3 pb-[calc(20px+env(safe-area-inset-bottom))] text-[#f1f4f4]",
        className,
      )}
      style={{ "--focus-ink": "#fff" } as CSSProperties}
    >
      {children}
    </div>
  );
}
