"use client";

import { Ask, Field, Sheet } from "@usher/ui";
import { Keyboard, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { KeptScan } from "./gate-store.ts";

const KEY = "btn bg-[#1d2529] px-2! text-white disabled:opacity-40";

interface GateKeysProps {
  readonly lastEntry: KeptScan | null;
  /** Something lies over the camera, or no longer: a verdict would show beneath it. */
  readonly onOpen: (isOpen: boolean) => void;
  readonly onTyped: (text: string) => void;
  readonly onUndo: (entry: KeptScan) => void;
}

/** What is done without the camera: a code that is typed, and the last entry taken back. */
export function GateKeys({ lastEntry, onOpen, onTyped, onUndo }: GateKeysProps) {
  const t = useTranslations("gate");
  const [open, setShown] = useState<"hand" | "undo" | null>(null);
  const setOpen = (next: typeof open) => {
    setShown(next);
    onOpen(next !== null);
  };
  const [text, setText] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    setOpen(null);
    setText("");
    onTyped(text.trim());
  };
  return (
    <div className="mt-3 grid grid-cols-2 gap-2">
      <button type="button" className={KEY} onClick={() => setOpen("hand")}>
        <Keyboard size={20} aria-hidden="true" />
        {t("byHand")}
      </button>
      <button type="button" className={KEY} disabled={!lastEntry} onClick={() => setOpen("undo")}>
        <Undo2 size={20} aria-hidden="true" />
        {t("undo")}
      </button>
      <Sheet
        open={open === "hand"}
        onOpenChange={(isOpen) => setOpen(isOpen ? "hand" : null)}
        title={t("byHandTitle")}
        closeLabel={t("close")}
      >
        <form onSubmit={submit} className="grid gap-4 py-2">
          <Field
            label={t("code")}
            hint={t("codeHint")}
            value={text}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            onChange={(event) => setText(event.target.value)}
          />
          <button type="submit" className="btn torch wide">
            {t("checkCode")}
          </button>
        </form>
      </Sheet>
      <Ask
        open={open === "undo" && lastEntry !== null}
        onOpenChange={(isOpen) => setOpen(isOpen ? "undo" : null)}
        title={t("undoTitle", { seat: lastEntry?.seat ?? "" })}
        description={t("undoText")}
        confirm={t("undo")}
        cancel={t("keep")}
        onConfirm={() => {
          setOpen(null);
          if (lastEntry) onUndo(lastEntry);
        }}
      />
    </div>
  );
}
