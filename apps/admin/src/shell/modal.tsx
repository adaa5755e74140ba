"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";

interface ModalProps {
  readonly title: string;
  /** Also called for Escape. */
  readonly onClose: () => void;
  /** While something is under way it stays open. */
  readonly isBusy: boolean;
  readonly children: ReactNode;
}

/** The browser's own dialog: it keeps the focus, and gives it back when it goes. */
export function Modal({ title, onClose, isBusy, children }: ModalProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const { current } = dialog;
    current?.showModal();
    return () => current?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        if (!isBusy) onClose();
      }}
    >
      <h2 id={titleId}>{title}</h2>
      {children}
    </dialog>
  );
}
