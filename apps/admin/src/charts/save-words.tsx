"use client";

import { useTranslations } from "next-intl";
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
      return state.at === null
        ? ""
        : t("saved", { at: new Date(state.at).toLocaleTimeString(locale, { hour: "2-digit", minute: "2-digit" }) });
    }
    if (state.kind === "saving") return t("saving");
    if (state.kind === "offline") return t("offline");
    return t("unsaved");
  }
}
