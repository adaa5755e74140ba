import { Check, X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

/** One step of what happens next. */
export interface Step {
  readonly key: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly state: "done" | "now" | "next" | "failed";
}

const SIGNS: Record<Step["state"], string> = {
  done: "bg-success-wash text-success",
  now: "border-2 border-text",
  next: "border-[1.5px] border-edge text-text-2",
  failed: "bg-danger-wash text-danger",
};

/** What has happened and what happens next, in order. `words` say each state that occurs to those who do not see the signs. */
export function Steps({
  steps,
  words,
  className,
}: {
  readonly steps: readonly Step[];
  readonly words: Partial<Record<Step["state"], string>>;
  readonly className?: string;
}) {
  return (
    <ol className={className}>
      {steps.map(({ key, title, detail, state }, at) => (
        <li
          key={key}
          aria-current={state === "now" ? "step" : undefined}
          className="relative grid grid-cols-[24px_1fr] gap-3 pb-4 leading-[1.35] not-first:before:absolute not-first:before:-top-3.5 not-first:before:left-[11.25px] not-first:before:h-3 not-first:before:border-line not-first:before:border-l-[1.5px]"
        >
          <span
            aria-hidden="true"
            className={classNames(
              "grid size-6 place-items-center rounded-full font-[650] text-13 tabular-nums leading-none",
              SIGNS[state],
            )}
          >
            {state === "done" ? (
              <Check size={15} strokeWidth={2.75} />
            ) : state === "failed" ? (
              <X size={15} strokeWidth={2.75} />
            ) : (
              at + 1
            )}
          </span>
          <div>
            <span className="sr-only">{words[state]} </span>
            <b className="font-[620]">{title}</b>
            {detail ? <p className="text-14 text-text-2">{detail}</p> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
