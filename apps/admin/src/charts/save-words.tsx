"use client";

import { useTranslations } from "next-intl";
import { deskMinute } from "../format/clock.ts";
import { useOrganizer } from "../shell/organizer.ts";
import type { SaveState } from "./use-autosave.ts";

/** Whether what is drawn is kept, in a word: "Saved 10:22". */
export function SaveWords({ state }: { readonly state: SaveState }) {
  const t = useTranslations("charts");
  const { locale } = useOrganizer();
  return (
    <span role="status" className="self-center text-text-2 tabular-nums">
      {wordsOf()}
    </span>
  );

  function wordsOf(): string {
    if (state.kind === "saved") {
      return state.at === null ? "" : t("saved", { at: deskMinute(state.at, locale) });
    }
    if (state.kind === "saving") return t("saving");
    if (state.kind === "offline") return t("offline");
    return t("unsaved");
  }
}
