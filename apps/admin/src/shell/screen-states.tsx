"use client";

import { refusalOf } from "@usher/client/refusals";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOfficePath } from "./organizer.ts";

/** A screen whose content is on its way. */
export function ScreenLoading() {
  const t = useTranslations("trouble");
  return (
    <main id="content" className="pane" aria-busy="true">
      <p role="status" className="dim">
        {t("loading")}
      </p>
    </main>
  );
}

/** A screen whose content did not come, with its reason. A refusal would be the same again, so only the rest can be retried. */
export function ScreenFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("trouble");
  const say = useRefusalWords();
  const officePath = useOfficePath();
  const refusal = refusalOf(error);
  return (
    <main id="content" className="pane">
      <div role="alert" className={refusal ? "callout" : "callout bad"}>
        <h1>{titleOf(refusal?.code)}</h1>
        <p>{refusal?.code === "NOT_YOURS" ? t("notAllowedText") : say(error)}</p>
        <p className="row">
          {refusal === null && (
            <button type="button" className="btn" onClick={onRetry}>
              {t("retry")}
            </button>
          )}
          <Link href={officePath("/events")} className="btn">
            {t("toEvents")}
          </Link>
        </p>
      </div>
    </main>
  );

  function titleOf(code: string | undefined): string {
    if (code === "NOT_YOURS") return t("notAllowedTitle");
    if (code === "NOT_FOUND") return t("notFoundTitle");
    return t("errorTitle");
  }
}
