"use client";

import * as RadixToast from "radix-ui/toast";
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";

/** Something that was done or has happened, and perhaps one thing to do about it. */
export interface Saying {
  readonly text: ReactNode;
  /** "Undo", "Take 15". */
  readonly action?: { readonly label: string; readonly onPress: () => void };
  /** Milliseconds it stays; 6 s, since undoing needs time. Pointing at it or focusing it stops the clock. */
  readonly stays?: number;
}

type Say = (saying: Saying) => void;

const SayContext = createContext<Say | null>(null);

export interface ToastsProps {
  /** Names the region where they appear: "Messages". */
  readonly label: string;
  readonly children: ReactNode;
}

/** Holds the page and the words that appear over its foot. One stands around the app. */
export function Toasts({ label, children }: ToastsProps) {
  const [sayings, setSayings] = useState<readonly (Saying & { id: number })[]>([]);
  const say = useCallback<Say>((saying) => {
    setSayings((before) => [...before.slice(-2), { ...saying, id: (before.at(-1)?.id ?? 0) + 1 }]);
  }, []);
  const context = useMemo(() => say, [say]);
  return (
    <RadixToast.Provider label={label} swipeDirection="down" duration={6000}>
      <SayContext value={context}>{children}</SayContext>
      {sayings.map(({ id, text, action, stays }) => (
        <RadixToast.Root
          key={id}
          duration={stays}
          onOpenChange={(open) => {
            if (!open) setSayings((before) => before.filter((saying) => saying.id !== id));
          }}
          className="flex min-h-13 w-fit max-w-full animate-rise items-center gap-4 rounded-press bg-text pr-2 pl-4 text-14 text-page shadow-lift data-[swipe=move]:translate-y-(--radix-toast-swipe-move-y) forced-colors:border"
        >
          <RadixToast.Description className="py-3 pr-2">{text}</RadixToast.Description>
          {action ? (
            <RadixToast.Action
              altText={action.label}
              onClick={action.onPress}
              className="min-h-12 shrink-0 rounded-lg px-3 font-[680] underline underline-offset-3 [--focus-ink:var(--page)]"
            >
              {action.label}
            </RadixToast.Action>
          ) : null}
        </RadixToast.Root>
      ))}
      <RadixToast.Viewport className="fixed inset-x-0 bottom-[calc(88px+env(safe-area-inset-bottom))] z-60 mx-auto flex w-fit max-w-[calc(100vw-32px)] flex-col items-center gap-2 outline-none lg:bottom-6" />
    </RadixToast.Provider>
  );
}

/** Says something over the foot of the page. Throws outside `Toasts`. */
export function useToast(): Say {
  const say = useContext(SayContext);
  if (!say) throw new Error("useToast needs Toasts around it.");
  return say;
}
