"use client";

import type { Drawing } from "@usher/api/drawing";
import { Button, SelectField } from "@usher/ui";
import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ChartEditor } from "./chart-editor.ts";
import { removeSelection } from "./commands.ts";

/** What each part of the inspector is given. */
export interface PartProps {
  readonly editor: ChartEditor;
  readonly drawing: Drawing;
}

/** What a part of the inspector is about. */
export function PartHead({ title, text }: { readonly title: string; readonly text?: ReactNode }) {
  return (
    <div>
      <h2 className="width-normal font-[650] text-16 leading-snug tracking-normal">{title}</h2>
      {text && <p className="text-text-2">{text}</p>}
    </div>
  );
}

/** Takes away what is chosen; undo brings it back. */
export function RemoveButton({ editor, label }: { readonly editor: ChartEditor; readonly label: string }) {
  return (
    <Button size="dense" onClick={() => removeSelection(editor)}>
      <Trash2 aria-hidden />
      {label}
    </Button>
  );
}

/** The categories of the drawing, to choose one. */
export function CategoryField({
  drawing,
  value,
  onChange,
}: {
  readonly drawing: Drawing;
  readonly value: string;
  readonly onChange: (category: string) => void;
}) {
  const t = useTranslations("charts");
  const isKnown = drawing.plan.categories.some(({ name }) => name === value);
  return (
    <SelectField dense label={t("category")} value={value} onChange={(event) => onChange(event.target.value)}>
      {!isKnown && <option value={value}>{value === "" ? t("mixed") : value}</option>}
      {drawing.plan.categories.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
