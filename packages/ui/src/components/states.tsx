import { CircleAlert, SearchX, WifiOff } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

interface StateProps {
  readonly className?: string;
  /** The way out: line or quiet buttons, never a torch one. */
  readonly actions?: ReactNode;
  readonly icon?: ReactNode;
}

export interface ErrorStateProps extends StateProps {
  /** What is safe, said first: "Your seats are still held." */
  readonly safe: ReactNode;
  /** What is broken: "The list did not load." */
  readonly broken: ReactNode;
  /** The trouble's number, to read out to someone. */
  readonly reference?: ReactNode;
}

/** Something did not work: first what is safe, then what is broken, then the way out. */
export function ErrorState({ safe, broken, reference, actions, icon, className }: ErrorStateProps) {
  return (
    <div role="alert" className={classNames("max-w-prose", className)}>
      <span aria-hidden="true">{icon ?? <CircleAlert size={24} strokeWidth={1.75} />}</span>
      <p className="mt-1.5 font-[620]">{safe}</p>
      <p className="mt-0.5 text-14 text-text-2">{broken}</p>
      {reference ? <p className="mt-0.5 text-13 text-text-3 tabular-nums">{reference}</p> : null}
      {actions ? <div className="mt-3 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}

export interface EmptyStateProps extends StateProps {
  readonly title: ReactNode;
  /** The nearest thing there is: "The next show in Delft is Sat 3 Oct." */
  readonly nearest?: ReactNode;
}

/** Nothing is here, and what is nearest. */
export function EmptyState({ title, nearest, actions, icon, className }: EmptyStateProps) {
  return (
    <div className={classNames("max-w-prose", className)}>
      <span aria-hidden="true">{icon ?? <SearchX size={24} strokeWidth={1.75} />}</span>
      <p className="mt-1.5 font-[620]">{title}</p>
      {nearest ? <p className="mt-0.5 text-14 text-text-2">{nearest}</p> : null}
      {actions ? <div className="mt-3 flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}

/** There is no signal: one line that says what still works. */
export function OfflineNote({ className, children }: { readonly className?: string; readonly children: ReactNode }) {
  return (
    <p role="status" className={classNames("flex items-center gap-2 text-13 text-text-2 leading-[1.3]", className)}>
      <WifiOff size={18} aria-hidden="true" className="shrink-0" />
      <span>{children}</span>
    </p>
  );
}
