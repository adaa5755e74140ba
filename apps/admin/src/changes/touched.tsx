import { Bone } from "@usher/ui";
import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";

interface TouchedProps {
  /** Sentences; none while they are counted. */
  readonly lines: readonly ReactNode[];
  readonly isAsking: boolean;
}

/** What a change touches, said before it is made. Holds its place while it is counted. */
export function Touched({ lines, isAsking }: TouchedProps) {
  const t = useTranslations("changes");
  const id = useId();
  return (
    <section aria-labelledby={id} className="grid gap-1 border-line border-y py-3">
      <h3 id={id} className="font-[620]">
        {t("touches")}
      </h3>
      <div role="status" className="grid min-h-16 content-start gap-1">
        {isAsking ? (
          <>
            <span className="sr-only">{t("asking")}</span>
            <Bone width="90%" height={16} />
            <Bone width="60%" height={16} />
          </>
        ) : (
          // Sentences have no ids of their own, and none is moved.
          lines.map((line, at) => <p key={String(at)}>{line}</p>)
        )}
      </div>
    </section>
  );
}
