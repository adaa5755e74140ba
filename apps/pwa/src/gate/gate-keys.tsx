"use client";

import { Ask, Button, Field, Sheet } from "@usher/ui";
import { Keyboard, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { KeptScan } from "./gate-store.ts";

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
      <Button kind="night" className="px-2!" onClick={() => setOpen("hand")}>
        <Keyboard size={20} aria-hidden="true" />
        {t("byHand")}
      </Button>
      <Button kind="night" className="px-2!" disabled={!lastEntry} onClick={() => setOpen("undo")}>
        <Undo2 size={20} aria-hidden="true" />
        {t("undo")}
      </Button>
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
          <Button type="submit" kind="torch" wide>
            {t("checkCode")}
          </Button>
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
