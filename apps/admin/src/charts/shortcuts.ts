import type { Spot } from "@usher/api/drawing";
import type { CanvasHandle } from "./canvas/chart-canvas.tsx";
import { type ChartEditor, NOTHING } from "./chart-editor.ts";
import { duplicate, moveSelection, removeSelection, UNITS_PER_METRE } from "./commands.ts";
import { toolOfKey } from "./tool-bar.tsx";

const ARROWS: Readonly<Record<string, Spot>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** An arrow moves by ten centimetres, with Shift by a metre. */
const STEP = UNITS_PER_METRE / 10;

/** Does what a key means in the editor. Letters alone count only where no words are typed and the canvas or a tool has the focus. */
export function pressKey(event: KeyboardEvent, editor: ChartEditor, canvas: CanvasHandle | null): void {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("input, textarea, select, [role=dialog]")) return;
  const isDone = event.ctrlKey || event.metaKey ? withControl(event, editor) : alone(event, editor, canvas);
  if (isDone) event.preventDefault();
}

function withControl({ key, shiftKey }: KeyboardEvent, editor: ChartEditor): boolean {
  const commands: Readonly<Record<string, () => void>> = {
    z: () => (shiftKey ? editor.redo() : editor.undo()),
    y: () => editor.redo(),
    c: () => editor.copy(),
    v: () => duplicate(editor, editor.copied),
    d: () => duplicate(editor),
  };
  const command = commands[key.toLowerCase()];
  command?.();
  return command !== undefined;
}

function alone(event: KeyboardEvent, editor: ChartEditor, canvas: CanvasHandle | null): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (!target?.closest("[role=application], [role=toolbar]")) return false;
  const { key, shiftKey } = event;
  const arrow = ARROWS[key];
  if (arrow && editor.selection.items.length > 0) {
    const step = shiftKey ? STEP * 10 : STEP;
    moveSelection(editor, [arrow[0] * step, arrow[1] * step]);
    return true;
  }
  const tool = key.length === 1 ? toolOfKey(key) : undefined;
  if (tool) {
    editor.take(tool);
    return true;
  }
  return withKey(key, editor, canvas);
}

function withKey(key: string, editor: ChartEditor, canvas: CanvasHandle | null): boolean {
  if (key === "Delete" || key === "Backspace") removeSelection(editor);
  else if (key === "Escape") leave(editor);
  else if (key === "+" || key === "=") canvas?.zoom(1.4);
  else if (key === "-") canvas?.zoom(1 / 1.4);
  else if (key === "0") canvas?.showWhole();
  else return false;
  return true;
}

/** One step out: from a tool to choosing, from seats to their section, from a section to nothing. */
function leave(editor: ChartEditor): void {
  const { selection } = editor;
  if (editor.snapshot().tool !== "select") editor.take("select");
  else editor.select(selection.seats.length > 0 ? { ...selection, seats: [] } : NOTHING);
}
