import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { classNames } from "../class-names.ts";

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** How many it would leave. */
  readonly count?: ReactNode;
  readonly icon?: ReactNode;
}

interface OptionListProps<Value extends string> {
  /** Names the group for those who hear it. */
  readonly label: string;
  readonly options: readonly Option<Value>[];
  /** 36 px for a pointer, 48 where it is a finger. */
  readonly dense?: boolean;
  readonly className?: string;
}

export interface OneOfProps<Value extends string> extends OptionListProps<Value> {
  /** Null when none of them is chosen. */
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
}

/** One of many in rows, all in sight. Radio buttons underneath, so arrows move. */
export function OneOf<Value extends string>({ value, onChange, ...list }: OneOfProps<Value>) {
  const name = useId();
  return (
    <Rows
      {...list}
      inputOf={(option) => ({ type: "radio", name, checked: option === value, onChange: () => onChange(option) })}
    />
  );
}

export interface SomeOfProps<Value extends string> extends OptionListProps<Value> {
  readonly values: readonly Value[];
  readonly onChange: (values: readonly Value[]) => void;
}

/** Any of many in rows. Tick boxes underneath. */
export function SomeOf<Value extends string>({ values, onChange, ...list }: SomeOfProps<Value>) {
  const toggle = (option: Value) =>
    onChange(values.includes(option) ? values.filter((one) => one !== option) : [...values, option]);
  return (
    <Rows
      {...list}
      square
      inputOf={(option) => ({
        type: "checkbox",
        checked: values.includes(option),
        onChange: () => toggle(option),
      })}
    />
  );
}

function Rows<Value extends string>({
  label,
  options,
  dense = false,
  square = false,
  className,
  inputOf,
}: OptionListProps<Value> & {
  readonly square?: boolean;
  readonly inputOf: (value: Value) => ComponentProps<"input">;
}) {
  return (
    <fieldset aria-label={label} className={className}>
      {options.map((option) => (
        <label
          key={option.value}
          className={classNames(
            "relative -mx-2 flex cursor-pointer items-center gap-3 rounded-press px-2 hover:bg-sunk",
            "has-checked:font-[620] has-focus-visible:outline-3 has-focus-visible:outline-text has-focus-visible:-outline-offset-2",
            dense ? "min-h-9 text-14 pointer-coarse:min-h-12" : "min-h-12",
          )}
        >
          <input
            {...inputOf(option.value)}
            value={option.value}
            className="peer absolute inset-0 cursor-pointer opacity-0"
          />
          <i
            aria-hidden="true"
            className={classNames(
              "grid size-5 shrink-0 place-items-center border-2 border-edge bg-raised text-transparent peer-checked:border-text forced-colors:peer-checked:border-[Highlight]",
              square
                ? "rounded-[6px] peer-checked:bg-text peer-checked:text-page"
                : "rounded-full peer-checked:border-6",
            )}
          >
            {square ? <Check size={14} strokeWidth={3.5} /> : null}
          </i>
          {option.icon}
          <span className="min-w-0 flex-1 truncate">{option.label}</span>
          {option.count === undefined ? null : <span className="text-13 text-text-2 tabular-nums">{option.count}</span>}
        </label>
      ))}
    </fieldset>
  );
}
