"use client";

import type { Locale } from "@usher/client/i18n";
import { classNames } from "@usher/ui";
import { Bell, BellRing } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

/** Sentences of the sheet, `{title}` and `{email}` left open. */
export interface RemindWords {
  readonly remind: string;
  readonly set: string;
  readonly title: string;
  readonly close: string;
  readonly calendar: string;
  readonly calendarText: string;
  readonly mail: string;
  readonly mailText: string;
  readonly mailSet: string;
  readonly stop: string;
  readonly signIn: string;
  readonly signInText: string;
  readonly broken: string;
}

export interface RemindProps {
  readonly locale: Locale;
  readonly performanceId: string;
  readonly title: string;
  readonly words: RemindWords;
}

// The sheet's weight comes with the first press.
const RemindSheet = dynamic(() => import("./remind-sheet.tsx").then((module) => module.RemindSheet));

/** The way to be there when a sale opens: by the calendar of the device, or by a letter. */
export function RemindButton({ className, ...props }: RemindProps & { readonly className?: string }) {
  const { words, title } = props;
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const [isSet, setSet] = useState(false);
  const Icon = isSet ? BellRing : Bell;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`${isSet ? words.set : words.remind}: ${title}`}
        className={classNames(
          "relative z-1 inline-flex min-h-12 shrink-0 items-center gap-1.5 rounded-press px-3 font-[620] text-14",
          isSet ? "bg-torch-wash text-torch-text" : "border border-line hover:border-edge",
          className,
        )}
        onClick={() => {
          setOpened(true);
          setOpen(true);
        }}
      >
        <Icon size={18} aria-hidden="true" />
        {isSet ? words.set : words.remind}
      </button>
      {wasOpened && <RemindSheet {...props} isOpen={isOpen} onOpenChange={setOpen} onSet={setSet} />}
    </>
  );
}
