import { classNames } from "../class-names.ts";

/** Says without words that something is under way. Stands still and dotted where motion is not wanted. */
export function Spinner({ className }: { readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "inline-block size-[18px] shrink-0 animate-turn rounded-full border-[2.5px] border-current border-r-transparent motion-reduce:border-dotted motion-reduce:border-r-current",
        className,
      )}
    />
  );
}
