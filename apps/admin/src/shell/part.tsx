import { type ReactNode, useId } from "react";

interface PartProps {
  readonly title: ReactNode;
  /** Stands below the title: where a venue is. */
  readonly detail?: ReactNode;
  /** At the right of the title: a link, a key to what is drawn. */
  readonly end?: ReactNode;
  /** Parted from what follows by a hairline, and no wider than is read well. */
  readonly ruled?: boolean;
  readonly children: ReactNode;
}

/** A part of a screen under a title of its own. */
export function Part({ title, detail, end, ruled, children }: PartProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={
        ruled
          ? "grid max-w-220 grid-cols-[minmax(0,1fr)] content-start gap-3 border-line border-b pb-5 last:border-0"
          : "grid grid-cols-[minmax(0,1fr)] content-start gap-2"
      }
    >
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <h2 id={id} className="width-normal font-[640] text-13 leading-normal tracking-normal">
            {title}
          </h2>
          {detail && <p className="text-text-2">{detail}</p>}
        </div>
        {end}
      </div>
      {children}
    </section>
  );
}
