"use client";

import { type Drawing, NEW_PITCH, NEW_ROW_PITCH, SEAT_MARKS, type SeatMarkName } from "@usher/api/drawing";
import { Button, Field, SelectField } from "@usher/ui";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { ChartEditor, Tool } from "./chart-editor.ts";
import { boxBelow, drawBlock, drawStage, drawStanding } from "./commands.ts";
import { CategoryField, PartHead } from "./parts.tsx";

/** What the tools for marks and categories put on a seat. */
export interface MarkChoice {
  readonly mark: SeatMarkName;
  readonly onMark: (mark: SeatMarkName) => void;
  readonly category: string;
  readonly onCategory: (category: string) => void;
}

interface ToolPartProps extends MarkChoice {
  readonly editor: ChartEditor;
  readonly drawing: Drawing;
  readonly tool: Tool;
}

/** How the tool in hand is used, and how to do the same without a pointer. */
export function ToolPart({ editor, drawing, tool, mark, onMark, category, onCategory }: ToolPartProps) {
  const names = useTranslations("chartTools");
  const help = useTranslations("toolHelp");
  const marks = useTranslations("seatMarks");
  const t = useTranslations("charts");
  return (
    <>
      <PartHead title={names(tool)} text={tool === "hand" || tool === "select" ? undefined : help(tool)} />
      {(tool === "rows" || tool === "curve") && (
        <BlockForm key={tool} editor={editor} drawing={drawing} isCurved={tool === "curve"} />
      )}
      {(tool === "standing" || tool === "stage") && <AreaForm key={tool} {...{ editor, drawing, tool }} />}
      {tool === "mark" && (
        <SelectField
          dense
          label={t("marks")}
          value={mark}
          onChange={(event) => onMark(SEAT_MARKS.find((one) => one === event.target.value) ?? "wheelchair")}
        >
          {SEAT_MARKS.map((one) => (
            <option key={one} value={one}>
              {marks(one)}
            </option>
          ))}
        </SelectField>
      )}
      {tool === "paint" && <CategoryField drawing={drawing} value={category} onChange={onCategory} />}
    </>
  );
}

interface FormProps {
  readonly editor: ChartEditor;
  readonly drawing: Drawing;
}

const whole = (typed: FormDataEntryValue | null, most: number) =>
  Math.min(most, Math.max(1, Math.round(Number(typed)) || 1));

function BlockForm({ editor, drawing, isCurved }: FormProps & { readonly isCurved: boolean }) {
  const t = useTranslations("charts");
  const add = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const said = new FormData(event.currentTarget);
    const [rows, seats] = [whole(said.get("rows"), 200), whole(said.get("seats"), 300)];
    const name = String(said.get("sectionName") ?? "").trim() || t("newSection");
    const box = boxBelow(drawing, (seats - 1) * NEW_PITCH, (rows - 1) * NEW_ROW_PITCH);
    drawBlock(editor, { rows, seats, isCurved }, box, name);
    editor.take("select");
  };
  return (
    <form noValidate className="grid gap-2" onSubmit={add}>
      <Field dense label={t("name")} name="sectionName" defaultValue={t("newSection")} maxLength={120} />
      <div className="grid grid-cols-2 gap-2">
        <Field dense label={t("rowCount")} name="rows" type="number" min={1} max={200} defaultValue={10} />
        <Field dense label={t("seatsARow")} name="seats" type="number" min={1} max={300} defaultValue={20} />
      </div>
      <Button type="submit" size="dense" kind="ink" className="justify-self-start">
        <Plus aria-hidden />
        {t("addSection")}
      </Button>
    </form>
  );
}

function AreaForm({ editor, drawing, tool }: FormProps & { readonly tool: "standing" | "stage" }) {
  const t = useTranslations("charts");
  const [name, setName] = useState(tool === "stage" ? t("newStage") : t("newStanding"));
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (tool === "stage") {
      // Before the house: above what is drawn.
      const { from, to } = boxBelow(drawing, 600, 100);
      const middle = (from[0] + to[0]) / 2;
      drawStage(editor, { from: [middle - 300, 60], to: [middle + 300, 160] }, name);
    } else drawStanding(editor, boxBelow(drawing, 550, 300), name);
    editor.take("select");
  };
  return (
    <form className="grid gap-2" onSubmit={add}>
      <Field dense label={t("name")} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      <Button type="submit" size="dense" kind="ink" className="justify-self-start">
        <Plus aria-hidden />
        {tool === "stage" ? t("setStage") : t("addStanding")}
      </Button>
    </form>
  );
}
