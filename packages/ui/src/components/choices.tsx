import { Minus, Plus } from "lucide-react";
import { type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";

export interface StepperProps {
  /** What is counted: "Tickets". */
  readonly label: string;
  readonly value: number;
  readonly min?: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
  /** Words for the two keys. */
  readonly less: string;
  readonly more: string;
}

/** One fewer, one more. Ends are switched off rather than hidden. */
export function Stepper({ label, value, min = 1, max, onChange, less, more }: StepperProps) {
  const key =
    "grid size-12 place-items-center rounded-press hover:bg-sunk disabled:text-text-3 disabled:hover:bg-transparent";
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend would be drawn into the frame.
    <div
      role="group"
      aria-label={label}
      className="inline-flex items-center rounded-press border border-line bg-raised"
    >
      <button
        type="button"
        className={key}
        aria-label={less}
        disabled={value <= min}
        onClick={() => onChange(Math.max(min, value - 1))}
      >
        <Minus size={20} aria-hidden="true" />
      </button>
      <output className="min-w-8 text-center font-bold text-18 tabular-nums">{value}</output>
      <button
        type="button"
        className={key}
        aria-label={more}
        disabled={value >= max}
        onClick={() => onChange(Math.min(max, value + 1))}
      >
        <Plus size={20} aria-hidden="true" />
      </button>
    </div>
  );
}

/** One of the things among which one is chosen. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  readonly disabled?: boolean;
}

export interface SegmentsProps<Value extends string> {
  readonly label: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** 32 px for a pointer in admin. */
  readonly dense?: boolean;
  readonly className?: string;
}

/** One of two to four, all in sight. Radio buttons underneath, so arrows move and a form can read them. */
export function Segments<Value extends string>({
  label,
  choices,
  value,
  onChange,
  dense,
  className,
}: SegmentsProps<Value>) {
  const name = useId();
  return (
    <fieldset
      aria-label={label}
      className={classNames(
        "grid auto-cols-fr grid-flow-col bg-sunk",
        dense ? "rounded-lg p-0.5" : "rounded-press p-1",
        className,
      )}
    >
      {choices.map((choice) => (
        <label
          key={choice.value}
          className={classNames(
            "relative flex cursor-pointer items-center justify-center gap-1.5 whitespace-nowrap border-[1.5px] border-transparent px-2 font-[560] text-text-2 has-checked:border-edge has-checked:bg-raised has-checked:font-[640] has-checked:text-text has-disabled:text-text-3",
            "has-focus-visible:shadow-[0_0_0_6px_var(--torch)] has-focus-visible:outline-3 has-focus-visible:outline-text has-focus-visible:outline-offset-2 forced-colors:has-checked:underline",
            dense ? "h-7 rounded-md text-13" : "h-11 rounded-[9px] text-14",
          )}
        >
          <input
            type="radio"
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.disabled}
            onChange={() => onChange(choice.value)}
            className="absolute inset-0 cursor-pointer opacity-0"
          />
          {choice.icon}
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
