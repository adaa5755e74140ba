"use client";

import { Button, IconButton } from "@usher/ui";
import { Clock, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RecentSearches } from "./recent-searches.ts";

/** What was searched for on this device before. */
export function RecentList({
  recent,
  onChoose,
}: {
  readonly recent: RecentSearches;
  readonly onChoose: (words: string) => void;
}) {
  const t = useTranslations("search");
  if (recent.list.length === 0) return null;
  return (
    <section aria-label={t("recent")} className="pt-2">
      <div className="wrap flex items-center justify-between lg:px-0">
        <h2 className="text-18!">{t("recent")}</h2>
        <Button kind="quiet" size="small" className="-mr-3" onClick={recent.clear}>
          {t("clear")}
        </Button>
      </div>
      <ul>
        {recent.list.map((words) => (
          <li key={words} className="flex items-center gap-1 pr-3 pl-5 lg:px-0">
            <button
              type="button"
              className="flex min-h-12 min-w-0 flex-1 items-center gap-3 text-left"
              onClick={() => onChoose(words)}
            >
              <Clock size={18} aria-hidden="true" className="shrink-0 text-text-2" />
              <span className="truncate">{words}</span>
            </button>
            <IconButton label={t("forget", { words })} onClick={() => recent.remove(words)}>
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
