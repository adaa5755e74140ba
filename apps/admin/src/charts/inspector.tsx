"use client";

import {
  addCategory,
  categorizeZone,
  changeStanding,
  changeText,
  type Drawing,
  isSection,
  placeCountOf,
  renameCategory,
  renameZone,
  setStage,
} from "@usher/api/drawing";
import { Button } from "@usher/ui";
import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ChartEditor, type EditorSnapshot, onlyZone, placeOf, zonesIn } from "./chart-editor.ts";
import { CommitField } from "./commit-field.tsx";
import { duplicate } from "./commands.ts";
import { Findings } from "./findings-part.tsx";
import { CategoryField, PartHead, type PartProps, RemoveButton } from "./parts.tsx";
import { SeatsPart } from "./seats-part.tsx";
import { SectionPart } from "./section-part.tsx";
import { type MarkChoice, ToolPart } from "./tool-part.tsx";

interface InspectorProps extends MarkChoice {
  readonly editor: ChartEditor;
  readonly snapshot: EditorSnapshot;
  readonly owned: ReadonlySet<string>;
  readonly onShow: (zone: number) => void;
}

/** What is chosen, and what can be changed about it. */
export function Inspector({ editor, snapshot, owned, onShow, ...choice }: InspectorProps) {
  const t = useTranslations("charts");
  const { drawing, tool } = snapshot;
  return (
    <aside
      aria-label={t("inspector")}
      className="flex min-h-0 flex-col gap-4 overflow-y-auto border-line p-4 max-lg:border-t lg:border-l"
    >
      {tool === "select" || tool === "hand" ? (
        <Chosen editor={editor} snapshot={snapshot} owned={owned} />
      ) : (
        <ToolPart editor={editor} drawing={drawing} tool={tool} {...choice} />
      )}
      <Findings drawing={drawing} editor={editor} onShow={onShow} />
    </aside>
  );
}

function Chosen({ editor, snapshot, owned }: Pick<InspectorProps, "editor" | "snapshot" | "owned">) {
  const { drawing, selection } = snapshot;
  const [item, ...others] = selection.items;
  if (!item) return <ChartPart editor={editor} drawing={drawing} />;
  if (others.length > 0) return <ManyPart editor={editor} drawing={drawing} />;
  const at = onlyZone(selection);
  const zone = drawing.plan.zones[at ?? -1];
  if (at !== null && zone) {
    if (selection.seats.length > 0) {
      return <SeatsPart editor={editor} drawing={drawing} zone={zone} seats={selection.seats} owned={owned} />;
    }
    if (isSection(zone)) return <SectionPart editor={editor} drawing={drawing} at={at} zone={zone} owned={owned} />;
    return <TextPart editor={editor} drawing={drawing} at={at} />;
  }
  const standing = placeOf(item, "standing");
  if (standing !== null) return <StandingPart editor={editor} drawing={drawing} at={standing} />;
  return item === "stage" ? <StagePart editor={editor} drawing={drawing} /> : <FocalPart editor={editor} />;
}

function ChartPart({ editor, drawing }: PartProps) {
  const t = useTranslations("charts");
  const { categories, zones } = drawing.plan;
  const sections = zones.filter(isSection).length + drawing.sidecar.standing.length;
  return (
    <>
      <PartHead title={t("chart")} text={t("size", { seats: placeCountOf(drawing), sections })} />
      {zones.length === 0 && <p className="rounded-press bg-sunk p-3">{t("empty")}</p>}
      <h3 className="width-normal font-[640] text-13 tracking-normal">{t("categories")}</h3>
      <div className="-mt-2 grid gap-2">
        {categories.map(({ name }, at) => (
          <CommitField
            key={name}
            label={t("categoryNumber", { number: at + 1 })}
            value={name}
            onCommit={(next) => editor.change((before) => renameCategory(before, name, next))}
          />
        ))}
        <Button
          size="dense"
          className="justify-self-start"
          onClick={() =>
            editor.change((before) =>
              addCategory(
                before,
                freshCategory(before, t("newCategory")),
                CATEGORY_COLORS[categories.length % 5] ?? "",
              ),
            )
          }
        >
          <Plus aria-hidden />
          {t("addCategory")}
        </Button>
      </div>
    </>
  );
}

/** The tiers' colours by day, for those who read the plan elsewhere. */
const CATEGORY_COLORS = ["#22306F", "#2366B5", "#0B7E90", "#1D8354", "#5C7C45"];

function freshCategory({ plan }: Drawing, wanted: string): string {
  const taken = new Set(plan.categories.map(({ name }) => name));
  let number = plan.categories.length + 1;
  while (taken.has(`${wanted} ${number}`)) number++;
  return `${wanted} ${number}`;
}

function ManyPart({ editor, drawing }: PartProps) {
  const t = useTranslations("charts");
  const zones = zonesIn(editor.selection);
  return (
    <>
      <PartHead title={t("chosen", { count: editor.selection.items.length })} />
      {zones.length > 0 && (
        <CategoryField
          drawing={drawing}
          value=""
          onChange={(category) =>
            editor.change((before) => zones.reduce((next, at) => categorizeZone(next, at, category), before))
          }
        />
      )}
      <div className="flex flex-wrap gap-2">
        {zones.length > 0 && (
          <Button size="dense" onClick={() => duplicate(editor)}>
            {t("duplicate")}
          </Button>
        )}
        <RemoveButton editor={editor} label={t("remove")} />
      </div>
    </>
  );
}

function TextPart({ editor, drawing, at }: PartProps & { readonly at: number }) {
  const t = useTranslations("charts");
  const zone = drawing.plan.zones[at];
  const text = zone?.areas[0]?.text?.text;
  return (
    <>
      <PartHead title={zone?.name ?? ""} text={t("drawnOnly")} />
      {text !== undefined && (
        <CommitField
          label={t("text")}
          value={text}
          onCommit={(next) => editor.change((before) => renameZone(changeText(before, at, next), at, next))}
        />
      )}
      <RemoveButton editor={editor} label={t("remove")} />
    </>
  );
}

function StandingPart({ editor, drawing, at }: PartProps & { readonly at: number }) {
  const t = useTranslations("charts");
  const area = drawing.sidecar.standing[at];
  if (!area) return null;
  const change = (next: Parameters<typeof changeStanding>[2]) =>
    editor.change((before) => changeStanding(before, at, next));
  return (
    <>
      <PartHead title={area.name} text={t("standingText")} />
      <CommitField label={t("name")} value={area.name} onCommit={(name) => change({ name })} />
      <CommitField
        label={t("capacity")}
        value={String(area.capacity)}
        range={[1, 200_000]}
        onCommit={(capacity) => change({ capacity: Math.round(Number(capacity)) })}
      />
      <CategoryField drawing={drawing} value={area.category} onChange={(category) => change({ category })} />
      <RemoveButton editor={editor} label={t("remove")} />
    </>
  );
}

function StagePart({ editor, drawing }: PartProps) {
  const t = useTranslations("charts");
  const { stage } = drawing.sidecar;
  if (!stage) return null;
  return (
    <>
      <PartHead title={stage.label} text={t("stageText")} />
      <CommitField
        label={t("name")}
        value={stage.label}
        onCommit={(label) => editor.change((before) => setStage(before, { ...stage, label }))}
      />
      <RemoveButton editor={editor} label={t("remove")} />
    </>
  );
}

function FocalPart({ editor }: { readonly editor: ChartEditor }) {
  const t = useTranslations("charts");
  return (
    <>
      <PartHead title={t("focal")} text={t("focalText")} />
      <RemoveButton editor={editor} label={t("remove")} />
    </>
  );
}
