/** The colours of the canvas, read from the tokens, so that a theme is written once. */
export interface Palette {
  readonly dark: boolean;
  /** The reader's own colours are in force: tiers cannot be told by colour and are told by letter. */
  readonly forced: boolean;
  readonly map: string;
  readonly mapLine: string;
  readonly text: string;
  readonly text2: string;
  readonly page: string;
  readonly raised: string;
  readonly edge: string;
  readonly torch: string;
  readonly onTorch: string;
  /** By tier, 1–5; 0 is not used. */
  readonly tiers: readonly string[];
  readonly chosen: string;
  readonly chosenEdge: string;
  readonly held: string;
  readonly sold: string;
  readonly resale: string;
  readonly access: string;
  readonly onSeat: string;
  readonly font: string;
}

const FORCED = {
  map: "Canvas",
  mapLine: "GrayText",
  text: "CanvasText",
  text2: "CanvasText",
  page: "Canvas",
  raised: "Canvas",
  edge: "CanvasText",
  torch: "Highlight",
  onTorch: "HighlightText",
  tiers: ["", "CanvasText", "CanvasText", "CanvasText", "CanvasText", "CanvasText"],
  chosen: "Highlight",
  chosenEdge: "CanvasText",
  held: "GrayText",
  sold: "GrayText",
  resale: "LinkText",
  access: "CanvasText",
  onSeat: "Canvas",
} as const;

/** Reads the palette in force at an element. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim() || "gray";
  const font = style.fontFamily || "sans-serif";
  const dark = style.colorScheme.includes("dark");
  if (matchMedia("(forced-colors: active)").matches) return { dark, forced: true, font, ...FORCED };
  return {
    dark,
    forced: false,
    map: token("map"),
    mapLine: token("map-line"),
    text: token("text"),
    text2: token("text-2"),
    page: token("page"),
    raised: token("raised"),
    edge: token("edge"),
    torch: token("torch"),
    onTorch: token("on-torch"),
    tiers: ["", ...[1, 2, 3, 4, 5].map((tier) => token(`tier-${tier}`))],
    chosen: token("seat-chosen"),
    chosenEdge: token("seat-chosen-edge"),
    held: token("seat-held"),
    sold: token("seat-sold"),
    resale: token("seat-resale"),
    access: token("seat-access"),
    onSeat: token("on-seat"),
    font,
  };
}

/** Calls back when the theme, the system's scheme or forced colours change, and when a font arrives; returns how to stop. */
export function watchPalette({ onColours, onFont }: { onColours(): void; onFont(): void }): () => void {
  const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener("change", onColours);
  const observer = new MutationObserver(onColours);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
  document.fonts.addEventListener("loadingdone", onFont);
  return () => {
    for (const query of queries) query.removeEventListener("change", onColours);
    observer.disconnect();
    document.fonts.removeEventListener("loadingdone", onFont);
  };
}
