import {
  changeSeats,
  type Drawing,
  extentOf,
  markSeats,
  type SeatMarkName,
  type Spot,
  setFocalPoint,
  snapLinesOf,
  snapped,
  addText,
} from "@usher/api/drawing";
import {
  fitted,
  type Palette,
  panned,
  readPalette,
  toChart,
  toScreen,
  type Viewport,
  watchPalette,
  zoomedAt,
} from "@usher/ui/seat-map";
import {
  type ChartEditor,
  type Item,
  onlyZone,
  placeOf,
  type Selection,
  type Tool,
  zoneItem,
} from "../chart-editor.ts";
import {
  type Box,
  blockIn,
  type DrawnWords,
  drawBlock,
  drawStage,
  drawStanding,
  layoutOf,
  moved,
  placesOf,
} from "../commands.ts";
import { type HandleKind, handlesOf, pulled } from "./handles.ts";
import { boxOfItem, hitAt, itemsIn, seatsIn } from "./hit.ts";
import { paintItems, paintScene, type Scene } from "./paint.ts";
import { HANDLE, paintBox, paintHandles, paintSnaps } from "./paint-help.ts";

export interface ViewOptions {
  readonly editor: ChartEditor;
  readonly owned: ReadonlySet<string>;
  readonly words: () => DrawnWords & {
    readonly text: string;
    readonly size: (block: { rows: number; places: number }) => string;
  };
  /** What the tools for marks and categories put on. */
  readonly mark: () => SeatMarkName;
  readonly category: () => string;
}

type Drag =
  | { readonly kind: "pan"; last: Spot }
  | { readonly kind: "move"; readonly from: Spot; readonly selection: Selection; by: Spot }
  | { readonly kind: "band" | "block"; readonly from: Spot; to: Spot; readonly isAdding: boolean }
  | { readonly kind: "pull"; readonly zone: number; readonly handle: HandleKind; preview: Drawing };

/** A hand trembles this far before it drags, CSS pixels. */
const SLOP = 4;
const SNAP = 7;
/** A picture painted in less than this is painted in each frame, milliseconds. */
const QUICK = 5;
/** The view rests after this silence, milliseconds. */
const VIEW_REST = 120;
const MOST_SCALE = 3;
const BLOCK_TOOLS: readonly Tool[] = ["rows", "curve", "standing", "stage"];

/**
 * The picture that is drawn on. Two layers: what lies still is drawn when it or the view changes, what a hand moves in
 * each frame above it, so that sixty thousand seats cost nothing while one section is dragged.
 */
export class ChartView {
  readonly #options: ViewOptions;
  readonly #host: HTMLElement;
  readonly #still: HTMLCanvasElement;
  readonly #live: HTMLCanvasElement;
  readonly #stops: (() => void)[] = [];
  #palette: Palette;
  #view: Viewport = { x: 1000, y: 700, scale: 0.4, turn: 0, width: 0, height: 0 };
  #drag: Drag | null = null;
  #pressed: { at: Spot; event: PointerEvent } | null = null;
  #isStillDue = true;
  /** The view that the lower layer was painted for, and how long that took. */
  #painted: { view: Viewport; took: number } | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #isFramed = false;
  #snap: { x: number | null; y: number | null } = { x: null, y: null };
  #space = false;

  constructor(host: HTMLElement, still: HTMLCanvasElement, live: HTMLCanvasElement, options: ViewOptions) {
    [this.#host, this.#still, this.#live, this.#options] = [host, still, live, options];
    this.#palette = readPalette(host);
    const resizes = new ResizeObserver(() => this.#resize());
    resizes.observe(host);
    this.#stops.push(
      () => resizes.disconnect(),
      watchPalette({ onColours: () => this.#recolour(), onFont: () => this.#recolour() }),
      options.editor.subscribe(() => this.#redraw()),
    );
    this.#listen();
  }

  stop(): void {
    clearTimeout(this.#rest);
    for (const stop of this.#stops) stop();
  }

  zoom(factor: number): void {
    const { width, height } = this.#view;
    this.#zoomAt(factor, [width / 2, height / 2]);
  }

  /** Shows everything. */
  showWhole(): void {
    const extent = extentOf(this.#editor.drawing);
    const { width, height } = this.#editor.drawing.plan.size;
    const box = extent ?? { from: [0, 0] as Spot, to: [width, height] as Spot };
    this.#showBox(box, 0.9);
  }

  showItem(item: Item): void {
    const box = boxOfItem(this.#editor.drawing, item);
    if (box) this.#showBox(box, 1.2);
  }

  /** The view's middle in the drawing. */
  get middle(): Spot {
    return [this.#view.x, this.#view.y];
  }

  get view(): Viewport {
    return this.#view;
  }

  /** Puts a spot of the drawing into the middle. */
  centre([x, y]: Spot): void {
    this.#view = { ...this.#view, x, y };
    this.#redraw();
  }

  get #editor(): ChartEditor {
    return this.#options.editor;
  }

  #showBox({ from, to }: Box, maxScale: number): void {
    const insets = { top: 64, right: 24, bottom: 72, left: 24 };
    const { width, height } = this.#view;
    this.#view = fitted({ width, height }, { points: [from, to], turn: 0, insets, padding: 40, maxScale });
    this.#redraw();
  }

  #recolour(): void {
    this.#palette = readPalette(this.#host);
    this.#redraw();
  }

  #resize(): void {
    const { clientWidth: width, clientHeight: height } = this.#host;
    const isFirst = this.#view.width === 0 && width > 0;
    this.#view = { ...this.#view, width, height };
    for (const canvas of [this.#still, this.#live]) {
      canvas.width = Math.round(width * devicePixelRatio);
      canvas.height = Math.round(height * devicePixelRatio);
    }
    if (isFirst) this.showWhole();
    else this.#redraw();
  }

  #redraw(): void {
    this.#isStillDue = true;
    this.#frame();
  }

  #frame(): void {
    if (this.#isFramed) return;
    this.#isFramed = true;
    requestAnimationFrame(() => {
      this.#isFramed = false;
      this.#paint();
    });
  }

  #scene(drawing = this.#editor.drawing): Scene {
    const { editor, owned } = this.#options;
    return {
      drawing,
      selection: editor.selection,
      palette: this.#palette,
      view: this.#view,
      owned,
      ratio: devicePixelRatio,
    };
  }

  #paint(): void {
    if (this.#view.width === 0) return;
    const [still, live] = [this.#still.getContext("2d"), this.#live.getContext("2d")];
    if (!still || !live) return;
    const drag = this.#drag;
    const lifted = this.#lifted();
    if (this.#isStillDue) {
      const began = performance.now();
      paintScene(still, this.#scene(), new Set(lifted));
      this.#painted = { view: this.#view, took: performance.now() - began };
      this.#still.style.transform = "";
      this.#isStillDue = false;
    } else this.#shiftStill();
    const drawing = drag?.kind === "pull" ? drag.preview : this.#editor.drawing;
    if (drag?.kind === "move") {
      // The same pictures, seen from elsewhere: nothing is laid anew while it is dragged.
      const view = { ...this.#view, x: this.#view.x - drag.by[0], y: this.#view.y - drag.by[1] };
      paintItems(live, { ...this.#scene(), view }, lifted);
    } else paintItems(live, this.#scene(drawing), lifted);
    this.#paintHelp(live, drawing);
  }

  /** Shows the lower layer as it was painted from where it is looked at now. */
  #shiftStill(): void {
    const before = this.#painted?.view;
    if (!before) return;
    const grown = this.#view.scale / before.scale;
    const [x, y] = toScreen(this.#view, ...toChart(before, 0, 0));
    const isSame = grown === 1 && x === 0 && y === 0;
    this.#still.style.transform = isSame ? "" : `translate(${x}px, ${y}px) scale(${grown})`;
  }

  /** The view has changed: what is painted quickly is painted anew, what is not when the hand rests. */
  #look(view: Viewport): void {
    this.#view = view;
    clearTimeout(this.#rest);
    if (!this.#painted || this.#painted.took < QUICK) {
      this.#redraw();
      return;
    }
    this.#rest = setTimeout(() => this.#redraw(), VIEW_REST);
    this.#frame();
  }

  /** What is drawn on the upper layer: what a hand has. */
  #lifted(): readonly Item[] {
    const drag = this.#drag;
    if (drag?.kind === "move") return drag.selection.items;
    return drag?.kind === "pull" ? [zoneItem(drag.zone)] : [];
  }

  #paintHelp(ink: CanvasRenderingContext2D, drawing: Drawing): void {
    ink.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const help = { ink, palette: this.#palette, view: this.#view };
    const drag = this.#drag;
    if (drag?.kind === "band" || drag?.kind === "block") paintBox(help, drag, drag.kind === "band", this.#sizeOf(drag));
    if (drag?.kind === "move") paintSnaps(help, this.#snap);
    else paintHandles(help, this.#handles(drawing));
  }

  /** How many rows and places a box that is drawn will hold; null where it holds none. */
  #sizeOf(box: Extract<Drag, { kind: "band" | "block" }>): string | null {
    const { tool } = this.#editor.snapshot();
    if (box.kind === "band" || (tool !== "rows" && tool !== "curve")) return null;
    const block = blockIn(box, tool === "curve");
    return this.#options.words().size({ rows: block.rows, places: placesOf(block, layoutOf(block, box)) });
  }

  #handles(drawing: Drawing) {
    const { selection, tool } = this.#editor.snapshot();
    const zone = onlyZone(selection);
    const found = zone === null || tool !== "select" ? undefined : drawing.plan.zones[zone];
    return found ? handlesOf(found) : [];
  }

  #listen(): void {
    const host = this.#host;
    const on = <Type extends keyof HTMLElementEventMap>(
      type: Type,
      handler: (event: HTMLElementEventMap[Type]) => void,
    ) => {
      host.addEventListener(type, handler, { passive: false });
      this.#stops.push(() => host.removeEventListener(type, handler));
    };
    on("pointerdown", (event) => this.#down(event));
    on("pointermove", (event) => this.#move(event));
    on("pointerup", (event) => this.#up(event));
    on("pointercancel", () => this.#letGo());
    on("wheel", (event) => this.#wheel(event));
    on("keydown", (event) => {
      if (event.key === " ") {
        this.#space = true;
        event.preventDefault();
      }
      if (event.key === "Escape" && this.#drag) {
        event.stopPropagation();
        this.#letGo();
      }
    });
    on("keyup", (event) => {
      if (event.key === " ") this.#space = false;
    });
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 18 : 1;
    const isNotch = event.deltaX === 0 && Math.abs(event.deltaY * lines) >= 50;
    if (event.ctrlKey || event.metaKey || isNotch) {
      const amount = Math.min(Math.max(-event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.0022), -0.4), 0.4);
      this.#zoomAt(Math.exp(amount), this.#screenOf(event));
    } else {
      this.#look(panned(this.#view, -event.deltaX * lines, -event.deltaY * lines));
    }
  }

  #zoomAt(factor: number, [x, y]: Spot): void {
    const scale = Math.min(MOST_SCALE, Math.max(0.02, this.#view.scale * factor));
    this.#look(zoomedAt(this.#view, scale, x, y));
  }

  #screenOf(event: MouseEvent): Spot {
    const box = this.#host.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  }

  #spotOf(screen: Spot): Spot {
    return toChart(this.#view, ...screen);
  }

  #down(event: PointerEvent): void {
    if (event.target !== this.#live || (event.button !== 0 && event.button !== 1)) return;
    this.#host.focus({ preventScroll: true });
    this.#host.setPointerCapture(event.pointerId);
    const at = this.#screenOf(event);
    const { tool } = this.#editor.snapshot();
    if (tool === "hand" || this.#space || event.button === 1) {
      this.#drag = { kind: "pan", last: at };
      return;
    }
    const handle = this.#handles(this.#editor.drawing).find(({ at: spot }) => {
      const [x, y] = toScreen(this.#view, ...spot);
      return Math.hypot(x - at[0], y - at[1]) <= HANDLE + 3;
    });
    const zone = onlyZone(this.#editor.selection);
    if (handle && zone !== null) {
      this.#drag = { kind: "pull", zone, handle: handle.kind, preview: this.#editor.drawing };
      this.#redraw();
      return;
    }
    this.#pressed = { at, event };
  }

  #move(event: PointerEvent): void {
    const at = this.#screenOf(event);
    const drag = this.#drag;
    if (!drag) {
      const isDragged = this.#pressed && Math.hypot(at[0] - this.#pressed.at[0], at[1] - this.#pressed.at[1]) > SLOP;
      if (isDragged) this.#begin();
      return;
    }
    const spot = this.#spotOf(at);
    if (drag.kind === "pan") {
      this.#look(panned(this.#view, at[0] - drag.last[0], at[1] - drag.last[1]));
      drag.last = at;
      return;
    }
    if (drag.kind === "pull") drag.preview = pulled(this.#editor.drawing, drag.zone, drag.handle, spot);
    else if (drag.kind === "move")
      drag.by = this.#snapped(drag, [spot[0] - drag.from[0], spot[1] - drag.from[1]], event);
    else drag.to = spot;
    this.#frame();
  }

  /** Lets what is moved come to lie on others' edges; with Alt it goes where it is put. */
  #snapped({ selection }: Extract<Drag, { kind: "move" }>, by: Spot, event: PointerEvent): Spot {
    this.#snap = { x: null, y: null };
    if (event.altKey) return by;
    const { drawing } = this.#editor;
    const box = selection.items.map((item) => boxOfItem(drawing, item)).find((one) => one !== null);
    if (!box) return by;
    const others = drawing.plan.zones
      .flatMap((_, at) => (selection.items.includes(zoneItem(at)) ? [] : [boxOfItem(drawing, zoneItem(at))]))
      .filter((one) => one !== null);
    const stage = boxOfItem(drawing, "stage");
    const lines = snapLinesOf(stage && !selection.items.includes("stage") ? [...others, stage] : others);
    const { by: caught, x, y } = snapped(box, by, lines, SNAP / this.#view.scale);
    this.#snap = { x, y };
    return caught;
  }

  /** What a press that has become a drag takes hold of. */
  #begin(): void {
    const { at, event } = this.#pressed as { at: Spot; event: PointerEvent };
    this.#pressed = null;
    const from = this.#spotOf(at);
    const { tool, selection } = this.#editor.snapshot();
    if (BLOCK_TOOLS.includes(tool)) this.#drag = { kind: "block", from, to: from, isAdding: false };
    else if (tool === "select") {
      const hit = hitAt(this.#editor.drawing, from, 6 / this.#view.scale);
      const isBand = !hit || event.shiftKey;
      if (isBand) this.#drag = { kind: "band", from, to: from, isAdding: event.shiftKey };
      else {
        if (!selection.items.includes(hit.item)) this.#editor.choose(hit.item);
        this.#drag = { kind: "move", from, selection: this.#editor.selection, by: [0, 0] };
      }
    }
    this.#redraw();
  }

  #up(event: PointerEvent): void {
    const [drag, pressed] = [this.#drag, this.#pressed];
    this.#letGo();
    if (pressed) this.#tap(this.#spotOf(pressed.at), event);
    if (!drag || drag.kind === "pan") return;
    if (drag.kind === "pull") this.#editor.change(() => drag.preview);
    else if (drag.kind === "move") this.#editor.change((drawing) => moved(drawing, drag.selection, drag.by));
    else if (drag.kind === "block") this.#drawInto(drag);
    else this.#chooseIn(drag);
  }

  #letGo(): void {
    this.#drag = null;
    this.#pressed = null;
    this.#snap = { x: null, y: null };
    this.#redraw();
  }

  #drawInto(box: Box): void {
    const { tool } = this.#editor.snapshot();
    const words = this.#options.words();
    if (tool === "standing") drawStanding(this.#editor, box, words.standing);
    else if (tool === "stage") drawStage(this.#editor, box, words.stage);
    else drawBlock(this.#editor, blockIn(box, tool === "curve"), box, words.section);
    this.#editor.take("select");
  }

  /** With shift inside the one section that is chosen, its seats; else everything that the box touches. */
  #chooseIn({ from, to, isAdding }: Extract<Drag, { kind: "band" | "block" }>): void {
    const { drawing, selection } = this.#editor;
    const zone = onlyZone(selection);
    const seats = isAdding && zone !== null ? seatsIn(drawing, zone, { from, to }) : [];
    if (seats.length > 0) {
      this.#editor.select({ ...selection, seats: [...new Set([...selection.seats, ...seats])] });
      return;
    }
    const items = itemsIn(drawing, { from, to });
    this.#editor.select({ items: isAdding ? [...new Set([...selection.items, ...items])] : items, seats: [] });
  }

  #tap(spot: Spot, event: PointerEvent): void {
    const { tool, drawing } = this.#editor.snapshot();
    if (tool === "text") {
      this.#editor.change(
        (before) => addText(before, this.#options.words().text, spot),
        ({ plan }) => ({ items: [zoneItem(plan.zones.length - 1)], seats: [] }),
      );
      this.#editor.take("select");
    } else if (tool === "focal") {
      this.#editor.change(
        (before) => setFocalPoint(before, spot),
        () => ({ items: ["focal"], seats: [] }),
      );
      this.#editor.take("select");
    } else if (BLOCK_TOOLS.includes(tool)) {
      const [width, height] = tool === "stage" ? [400, 100] : [550, 405];
      this.#drawInto({ from: [spot[0] - width / 2, spot[1]], to: [spot[0] + width / 2, spot[1] + height] });
    } else {
      const hit = hitAt(drawing, spot, 6 / this.#view.scale);
      if (tool === "select") this.#pick(hit, event);
      else if (hit?.seat) this.#putOn(hit.seat, tool);
    }
  }

  #putOn(seat: string, tool: Tool): void {
    if (tool === "paint") {
      this.#editor.change((drawing) => changeSeats(drawing, new Set([seat]), { category: this.#options.category() }));
    } else if (tool === "mark") {
      const mark = this.#options.mark();
      this.#editor.change((drawing) => markSeats(drawing, mark, [seat], !drawing.sidecar.marks?.[mark].includes(seat)));
    }
  }

  /** The first tap chooses the section, the next one a seat of it. */
  #pick(hit: ReturnType<typeof hitAt>, { shiftKey }: PointerEvent): void {
    const { selection } = this.#editor;
    const isInside = hit?.seat != null && onlyZone(selection) === placeOf(hit.item, "zone");
    if (!isInside || !hit?.seat) {
      this.#editor.choose(hit?.item ?? null, shiftKey);
      return;
    }
    const { seat } = hit;
    const has = selection.seats.includes(seat);
    const others = shiftKey ? selection.seats.filter((key) => key !== seat) : [];
    this.#editor.select({ ...selection, seats: has && shiftKey ? others : [...others, seat] });
  }
}
