"use client";

import { IconButton } from "@usher/ui";
import {
  Accessibility,
  Crosshair,
  Hand,
  type LucideIcon,
  MousePointer2,
  Rows3,
  Shapes,
  Spline,
  Tag,
  Theater,
  Type,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { Tool } from "./chart-editor.ts";

/** Every tool with the key that takes it, in groups. */
const TOOLS: readonly (readonly { readonly tool: Tool; readonly key: string; readonly Icon: LucideIcon }[])[] = [
  [
    { tool: "select", key: "V", Icon: MousePointer2 },
    { tool: "hand", key: "H", Icon: Hand },
  ],
  [
    { tool: "rows", key: "R", Icon: Rows3 },
    { tool: "curve", key: "C", Icon: Spline },
    { tool: "standing", key: "A", Icon: Shapes },
    { tool: "stage", key: "S", Icon: Theater },
    { tool: "text", key: "T", Icon: Type },
    { tool: "focal", key: "F", Icon: Crosshair },
  ],
  [
    { tool: "mark", key: "M", Icon: Accessibility },
    { tool: "paint", key: "P", Icon: Tag },
  ],
];

/** The tool that a letter takes. */
export function toolOfKey(letter: string): Tool | undefined {
  return TOOLS.flat().find(({ key }) => key === letter.toUpperCase())?.tool;
}

export function ToolBar({ tool, onTake }: { readonly tool: Tool; readonly onTake: (tool: Tool) => void }) {
  const t = useTranslations("charts");
  const names = useTranslations("chartTools");
  return (
    <div
      role="toolbar"
      aria-label={t("tools")}
      className="-translate-x-1/2 absolute bottom-4 left-1/2 flex max-w-[calc(100%-1rem)] gap-2 overflow-x-auto rounded-press bg-raised p-1 shadow-lift"
    >
      {TOOLS.map((group) => (
        <div key={group[0]?.tool} className="flex gap-0.5 border-line not-first:border-l not-first:pl-2">
          {group.map(({ tool: one, key, Icon }) => (
            <IconButton
              key={one}
              dense
              label={names(one)}
              aria-keyshortcuts={key}
              title={`${names(one)} (${key})`}
              pressed={tool === one}
              onClick={() => onTake(one)}
            >
              <Icon aria-hidden />
            </IconButton>
          ))}
        </div>
      ))}
    </div>
  );
}
