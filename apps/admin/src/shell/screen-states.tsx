"use client";

import { refusalOf } from "@usher/client/refusals";
import { Bone, Button, ErrorState } from "@usher/ui";
import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";
import { useOfficePath } from "./organizer.ts";
import { Screen } from "./screen.tsx";

const ROWS = ["88%", "64%", "72%", "58%", "80%", "66%"] as const;

/** A screen whose content is on its way: rows of the size that comes, under its title if that is known already. */
export function ScreenLoading({ title }: { title?: string }) {
  const t = useTranslations("trouble");
  return (
    <Screen busy title={title ?? <Bone width={160} height={20} />}>
      <p role="status" className="sr-only">
        {t("loading")}
      </p>
      <div className="mt-6 grid">
        {ROWS.map((width) => (
          <div key={width} className="flex h-[31px] items-center border-line border-t">
            <Bone width={width} height={12} />
          </div>
        ))}
      </div>
    </Screen>
  );
}

/** A screen whose content did not come, with its reason. A refusal would be the same again, so only the rest can be retried. */
export function ScreenFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("trouble");
  const say = useRefusalWords();
  const officePath = useOfficePath();
  const refusal = refusalOf(error);
  return (
    <Screen title={titleOf(refusal?.code)}>
      <ErrorState
        safe={t("safe")}
        broken={refusal?.code === "NOT_YOURS" ? t("notAllowedText") : say(error)}
        actions={
          <>
            {refusal === null && (
              <Button size="dense" onClick={onRetry}>
                <RotateCcw aria-hidden />
                {t("retry")}
              </Button>
            )}
            <Button asChild size="dense">
              <Link href={officePath("/events")}>{t("toEvents")}</Link>
            </Button>
          </>
        }
      />
    </Screen>
  );

  function titleOf(code: string | undefined): string {
    if (code === "NOT_YOURS") return t("notAllowedTitle");
    if (code === "NOT_FOUND") return t("notFoundTitle");
    return code === undefined ? t("notLoaded") : t("errorTitle");
  }
}

/** A screen that the reader's role does not open. */
export function ScreenRefused({ title }: { title: string }) {
  const t = useTranslations("trouble");
  const officePath = useOfficePath();
  return (
    <Screen title={title}>
      <ErrorState
        safe={t("notAllowedTitle")}
        broken={t("roleText")}
        actions={
          <Button asChild size="dense">
            <Link href={officePath("/events")}>{t("toEvents")}</Link>
          </Button>
        }
      />
    </Screen>
  );
}
