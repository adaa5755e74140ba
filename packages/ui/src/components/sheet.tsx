"use client";

import { X } from "lucide-react";
import * as AlertDialog from "radix-ui/alert-dialog";
import * as Dialog from "radix-ui/dialog";
import { type ReactNode, useRef } from "react";
import { classNames } from "../class-names.ts";
import { Button, buttonClass } from "./button.tsx";
import { Scrim } from "./scrim.tsx";

const PANEL =
  "fixed inset-x-0 bottom-0 z-50 flex max-h-[92svh] animate-rise flex-col rounded-t-slide bg-raised text-text shadow-sheet focus-visible:shadow-sheet focus-visible:outline-none " +
  "md:inset-0 md:m-auto md:h-fit md:max-h-[86svh] md:w-[min(520px,calc(100vw-48px))] md:rounded-slide forced-colors:border";

export interface SheetProps {
  /** Left out, the sheet opens by its trigger. */
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  /** A button that opens it. */
  readonly trigger?: ReactNode;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** What the round key with the cross does: "Close". */
  readonly closeLabel: string;
  /** Stays in sight at the foot while the rest scrolls. */
  readonly foot?: ReactNode;
  readonly children?: ReactNode;
}

/** Slides up from a phone's foot, stands in the middle where there is room. Focus stays within until it is closed. */
export function Sheet({ open, onOpenChange, trigger, title, description, closeLabel, foot, children }: SheetProps) {
  // Without a trigger of its own nobody knows whose press opened it: whatever had the focus then has it again.
  const opener = useRef<HTMLElement | null>(null);
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <Dialog.Trigger asChild>{trigger}</Dialog.Trigger> : null}
      <Dialog.Portal>
        <Scrim />
        <Dialog.Content
          className={PANEL}
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
          }}
          onCloseAutoFocus={(closing) => {
            if (trigger || !opener.current?.isConnected) return;
            closing.preventDefault();
            opener.current.focus();
          }}
        >
          <i aria-hidden="true" className="mx-auto mt-2 h-1 w-9 shrink-0 rounded-full bg-line md:hidden" />
          <div className="flex items-start gap-3 px-5 pt-3 pb-2">
            <div className="min-w-0 flex-1 pt-2.5">
              <Dialog.Title className="text-22">{title}</Dialog.Title>
              {description ? (
                <Dialog.Description className="mt-1 text-14 text-text-2">{description}</Dialog.Description>
              ) : null}
            </div>
            <Dialog.Close
              aria-label={closeLabel}
              className="-mr-2 grid size-12 shrink-0 place-items-center rounded-full hover:bg-sunk"
            >
              <X size={24} strokeWidth={1.75} aria-hidden="true" />
            </Dialog.Close>
          </div>
          <div
            className={classNames(
              "min-h-0 overflow-y-auto px-5",
              foot ? "pb-4" : "pb-[calc(20px+env(safe-area-inset-bottom))]",
            )}
          >
            {children}
          </div>
          {foot ? (
            <div className="border-line border-t px-5 pt-3 pb-[calc(16px+env(safe-area-inset-bottom))]">{foot}</div>
          ) : null}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/**
 * How a sheet or a question turns that asks for a step: while the step is under way it stays open, to say what came of it, and the next time it
 * opens it has forgotten the last try.
 */
export function turnUnlessBusy(
  step: { readonly isPending: boolean; readonly reset: () => void },
  setOpen: (open: boolean) => void,
): (open: boolean) => void {
  return (open) => {
    if (step.isPending) return;
    step.reset();
    setOpen(open);
  };
}

export interface AskProps {
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly trigger?: ReactNode;
  /** Names the thing: "Send seat 13 to Tomás?" */
  readonly title: ReactNode;
  /** What cannot be taken back. */
  readonly description: ReactNode;
  readonly confirm: ReactNode;
  readonly cancel: ReactNode;
  readonly onConfirm: () => void;
  /** The deed takes something away, and its button is red. */
  readonly dangerous?: boolean;
  readonly busy?: boolean;
  /** What it touches, and why it was refused. */
  readonly children?: ReactNode;
}

/** Asks once before what cannot be undone. Focus starts on the way back. */
export function Ask({
  open,
  onOpenChange,
  trigger,
  title,
  description,
  confirm,
  cancel,
  onConfirm,
  dangerous,
  busy,
  children,
}: AskProps) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger ? <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger> : null}
      <AlertDialog.Portal>
        <Scrim />
        <AlertDialog.Content className={classNames(PANEL, "gap-5 p-5 pb-[calc(20px+env(safe-area-inset-bottom))]")}>
          <div>
            <AlertDialog.Title className="text-22">{title}</AlertDialog.Title>
            <AlertDialog.Description className="mt-2 text-text-2">{description}</AlertDialog.Description>
          </div>
          {children ? <div className="grid min-h-0 gap-3 overflow-y-auto text-14">{children}</div> : null}
          <div className="grid grid-cols-2 gap-2">
            <AlertDialog.Cancel className={buttonClass("quiet", "regular", true)}>{cancel}</AlertDialog.Cancel>
            <Button kind={dangerous ? "danger" : "ink"} wide busy={busy} onClick={onConfirm}>
              {confirm}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
