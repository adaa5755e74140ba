import { classNames } from "../class-names.ts";

export interface LogoProps {
  /** The name beside the mark; left out, only the mark stands and says nothing. */
  readonly name?: string;
  /** Height of the mark in pixels; the name is a tenth taller. */
  readonly size?: number;
  readonly className?: string;
}

/** The mark: a seat seen from behind and the light that found it. */
export function Logo({ name, size = 20, className }: LogoProps) {
  return (
    <span
      style={{ fontSize: size * 1.1 }}
      className={classNames(
        "inline-flex items-center gap-2.5 font-[760] tracking-[-0.03em] [font-stretch:110%]",
        className,
      )}
    >
      <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true">
        <path d="M3 2v8a7 7 0 0 0 14 0V2" fill="none" stroke="currentColor" strokeWidth="4" />
        <circle cx="10" cy="4" r="3" fill="var(--torch)" stroke="var(--seat-chosen-edge)" strokeWidth="1.5" />
      </svg>
      {name}
    </span>
  );
}
