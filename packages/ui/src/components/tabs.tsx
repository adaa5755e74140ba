"use client";

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface Tab {
  readonly key: string;
  readonly label: ReactNode;
  readonly content: ReactNode;
}

export interface TabsProps {
  /** Among what is chosen: "Days". */
  readonly label: string;
  readonly tabs: readonly Tab[];
  /** Key of the one that shows first. */
  readonly initial: string;
  /** For the row of keys alone, so that it may reach the screen's edges. */
  readonly rowClassName?: string;
}

/** One part of several, by keys that scroll sideways on a phone; arrows move between them. What is hidden is in the document all the same. */
export function Tabs({ label, tabs, initial, rowClassName }: TabsProps) {
  return (
    <Radix.Root defaultValue={initial}>
      <Radix.List
        aria-label={label}
        className={classNames("flex gap-2 overflow-x-auto py-1.5 [scrollbar-width:none]", rowClassName)}
      >
        {tabs.map(({ key, label: name }) => (
          <Radix.Trigger
            key={key}
            value={key}
            className="relative inline-flex min-h-10 shrink-0 items-center whitespace-nowrap rounded-full border border-line bg-raised px-4 font-[560] text-14 tabular-nums transition duration-(--fast) before:absolute before:inset-x-0 before:-inset-y-1 hover:border-edge data-[state=active]:border-text data-[state=active]:bg-text data-[state=active]:text-page data-[state=active]:forced-colors:bg-[Highlight] data-[state=active]:forced-colors:text-[HighlightText] data-[state=active]:forced-colors:forced-color-adjust-none"
          >
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ key, content }) => (
        <Radix.Content key={key} value={key} forceMount className="data-[state=inactive]:hidden">
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
