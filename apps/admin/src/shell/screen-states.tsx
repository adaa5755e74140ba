"use client";

import { useTranslations } from "next-intl";
import { refusalOf } from "../refusals/refusal-of.ts";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";

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
  return (
    <main id="content" className="pane">
      <div role="alert" className="callout bad">
        <h1>{t("errorTitle")}</h1>
        <p>{say(error)}</p>
        {refusalOf(error) === null && (
          <p>
            <button type="button" className="btn" onClick={onRetry}>
              {t("retry")}
            </button>
          </p>
        )}
      </div>
    </main>
  );
}
