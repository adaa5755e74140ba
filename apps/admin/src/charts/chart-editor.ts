import { type Drawing, did, fitSize, type History, historyOf, redone, seatsOf, undone } from "@usher/api/drawing";

/** Something on the drawing that can be taken hold of: a zone of the plan, a standing area, the stage, where eyes go. */
export type Item = `zone:${number}` | `standing:${number}` | "stage" | "focal";

export type Tool = "select" | "hand" | "rows" | "curve" | "standing" | "stage" | "text" | "focal" | "mark" | "paint";

export interface Selection {
  readonly items: readonly Item[];
  /** Keys of single seats, all of one section, which is the one item then. */
  readonly seats: readonly string[];
}

export const NOTHING: Selection = { items: [], seats: [] };

/** A step of the history: what was drawn, and what was chosen then. */
interface Step {
  readonly drawing: Drawing;
  readonly selection: Selection;
}

export interface EditorSnapshot {
  readonly drawing: Drawing;
  readonly selection: Selection;
  readonly tool: Tool;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
}

/** Makes the key of a new seat: sixty bits, so that no two of a house are the same. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => (byte % 32).toString(32)).join("");
}

export const zoneItem = (at: number): Item => `zone:${at}`;
export const standingItem = (at: number): Item => `standing:${at}`;

/** The place in its list that an item names; null for another kind. */
export function placeOf(item: Item, kind: "zone" | "standing"): number | null {
  const [name, at] = item.split(":");
  return name === kind ? Number(at) : null;
}

/** Places in the plan of the zones that are chosen. */
export function zonesIn({ items }: Selection): number[] {
  return items.flatMap((item) => placeOf(item, "zone") ?? []);
}

/** The one zone that is chosen; null when it is none or several. */
export function onlyZone({ items }: Selection): number | null {
  const [item, ...others] = items;
  return item && others.length === 0 ? placeOf(item, "zone") : null;
}

/** What somebody is drawing: the drawing with its history, what is chosen, which tool is in hand. Listeners hear of each change. */
export class ChartEditor {
  readonly #listeners = new Set<() => void>();
  #history: History<Step>;
  #tool: Tool = "select";
  #selection: Selection = NOTHING;
  #snapshot: EditorSnapshot;
  #copied: Selection = NOTHING;

  constructor(drawing: Drawing) {
    this.#history = historyOf<Step>({ drawing, selection: NOTHING });
    this.#snapshot = this.#read();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly snapshot = (): EditorSnapshot => this.#snapshot;

  get drawing(): Drawing {
    return this.#history.present.drawing;
  }

  get selection(): Selection {
    return this.#selection;
  }

  /** What Ctrl+C took. */
  get copied(): Selection {
    return this.#copied;
  }

  /** Changes the drawing, as one step that can be taken back. */
  change(operation: (drawing: Drawing) => Drawing, select?: (drawing: Drawing) => Selection): void {
    const after = operation(this.drawing);
    if (after === this.drawing) return;
    const drawing = fitSize(after);
    this.#selection = still(drawing, select ? select(drawing) : this.#selection);
    this.#history = did(this.#history, { drawing, selection: this.#selection });
    this.#tell();
  }

  select(selection: Selection): void {
    this.#selection = selection;
    this.#tell();
  }

  /** Chooses an item, or adds it to those that are chosen, or takes it from them. */
  choose(item: Item | null, isAdding = false): void {
    if (item === null) this.select(isAdding ? this.#selection : NOTHING);
    else if (!isAdding) this.select({ items: [item], seats: [] });
    else {
      const { items } = this.#selection;
      const left = items.includes(item) ? items.filter((one) => one !== item) : [...items, item];
      this.select({ items: left, seats: [] });
    }
  }

  take(tool: Tool): void {
    this.#tool = tool;
    this.#tell();
  }

  copy(): void {
    this.#copied = this.#selection;
  }

  undo(): void {
    this.#go(undone(this.#history));
  }

  redo(): void {
    this.#go(redone(this.#history));
  }

  #go(history: History<Step>): void {
    if (history === this.#history) return;
    this.#history = history;
    this.#selection = still(history.present.drawing, history.present.selection);
    this.#tell();
  }

  #read(): EditorSnapshot {
    return {
      drawing: this.drawing,
      selection: this.#selection,
      tool: this.#tool,
      canUndo: this.#history.past.length > 0,
      canRedo: this.#history.future.length > 0,
    };
  }

  #tell(): void {
    this.#snapshot = this.#read();
    for (const listener of this.#listeners) listener();
  }
}

/** A selection without what the drawing no longer has. */
function still({ plan, sidecar }: Drawing, selection: Selection): Selection {
  const items = selection.items.filter((item) => {
    if (item === "stage") return sidecar.stage !== undefined;
    if (item === "focal") return sidecar.focalPoint !== undefined;
    const zone = placeOf(item, "zone");
    return zone === null ? (placeOf(item, "standing") ?? 0) < sidecar.standing.length : zone < plan.zones.length;
  });
  if (items.length === selection.items.length && selection.seats.length === 0) return selection;
  const zone = plan.zones[onlyZone({ items, seats: [] }) ?? -1];
  const known = new Set(zone && selection.seats.length > 0 ? seatsOf(zone).map(({ seat_guid }) => seat_guid) : []);
  return { items, seats: selection.seats.filter((key) => known.has(key)) };
}
