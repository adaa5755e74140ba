import { addSection, blankDrawing, type Drawing, markSeats } from "@usher/api/drawing";
import { describe, expect, test } from "vitest";
import { ChartEditor, newKey, onlyZone } from "./chart-editor.ts";
import { blockIn, drawBlock, drawStage, duplicate, moveSelection, removeSelection } from "./commands.ts";
import { openDocument, packDocument, planText } from "./document.ts";

const BOX = { from: [100, 100], to: [375, 235] } as const;

function open(): ChartEditor {
  const editor = new ChartEditor(blankDrawing("Attic", "All"));
  drawBlock(editor, { rows: 4, seats: 11, isCurved: false }, BOX, "Stalls");
  return editor;
}

const names = ({ plan }: Drawing) => plan.zones.map(({ name }) => name);

describe("drawing", () => {
  test("a box holds as many rows and seats as stand in it", () => {
    expect(blockIn(BOX, false)).toEqual({ rows: 4, seats: 11, isCurved: false });
  });

  test("what is drawn is chosen, and a copy of it has a name and keys of its own", () => {
    const editor = open();
    expect(onlyZone(editor.selection)).toBe(0);
    duplicate(editor);
    expect(names(editor.drawing)).toEqual(["Stalls", "Stalls 2"]);
    expect(onlyZone(editor.selection)).toBe(1);
    const keys = editor.drawing.plan.zones.flatMap(({ rows }) => rows.flatMap(({ seats }) => seats));
    expect(new Set(keys.map(({ seat_guid }) => seat_guid)).size).toBe(88);
  });

  test("what was copied is drawn again as often as it is asked for", () => {
    const editor = open();
    editor.copy();
    editor.choose(null);
    duplicate(editor, editor.copied);
    duplicate(editor, editor.copied);
    expect(names(editor.drawing)).toEqual(["Stalls", "Stalls 2", "Stalls 3"]);
  });

  test("undo brings back what was taken away, chosen as it was", () => {
    const editor = open();
    const before = editor.drawing;
    removeSelection(editor);
    expect(names(editor.drawing)).toEqual([]);
    expect(editor.selection.items).toEqual([]);
    editor.undo();
    expect(editor.drawing).toBe(before);
    expect(onlyZone(editor.selection)).toBe(0);
    editor.redo();
    expect(names(editor.drawing)).toEqual([]);
  });

  test("everything that is chosen moves together", () => {
    const editor = open();
    drawStage(editor, { from: [0, 0], to: [200, 50] }, "Stage");
    editor.select({ items: ["zone:0", "stage"], seats: [] });
    const { x, y } = editor.drawing.plan.zones[0]?.position ?? { x: 0, y: 0 };
    moveSelection(editor, [10, 20]);
    expect(editor.drawing.plan.zones[0]?.position).toEqual({ x: x + 10, y: y + 20 });
    expect(editor.drawing.sidecar.stage?.outline[0]).toEqual([10, 20]);
  });

  test("a chosen seat that is gone is not chosen any more", () => {
    const editor = open();
    const key = editor.drawing.plan.zones[0]?.rows[0]?.seats[0]?.seat_guid ?? "";
    editor.select({ items: ["zone:0"], seats: [key] });
    removeSelection(editor);
    expect(editor.drawing.plan.zones[0]?.rows[0]?.seats).toHaveLength(10);
    editor.select({ items: ["zone:0"], seats: [key] });
    editor.change((drawing) => markSeats(drawing, "companion", ["other"], true));
    expect(editor.selection.seats).toEqual([]);
  });
});

test("a drawing is packed and opened as it was, and its file is the plan to the letter", async () => {
  const drawing = addSection(
    open().drawing,
    {
      ...{ name: "Rang “1” 楼", category: "All", rows: 3, seats: 5 },
      layout: { at: [0, 0], turn: 1, seatPitch: 27.5, rowPitch: 45, radius: 300 },
    },
    newKey,
  );
  expect(await openDocument({ document: await packDocument(drawing) })).toEqual(JSON.parse(JSON.stringify(drawing)));
  expect(JSON.parse(planText(drawing.plan))).toEqual(drawing.plan);
});
