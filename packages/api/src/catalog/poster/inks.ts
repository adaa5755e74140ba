/** A paper and the inks printed on it, as hex colours. Chosen by hand: inks are never mixed. */
export interface InkSet {
  readonly name: string;
  readonly paper: string;
  /** The main ink, the key ink that makes the eye stop, the sparing one. */
  readonly inks: readonly [main: string, key: string, sparing: string];
  /** What the name is printed in: at least 4.5:1 on the paper. */
  readonly text: string;
}

/** The twelve sets a poster may be printed in. */
export const INK_SETS: readonly InkSet[] = [
  { name: "harbour", paper: "#10202f", inks: ["#f1e7d3", "#f25c33", "#2f7fa8"], text: "#f1e7d3" },
  { name: "brick", paper: "#ede3d0", inks: ["#c8351f", "#1d1c1b", "#e9a43c"], text: "#1d1c1b" },
  { name: "pool", paper: "#0e5a63", inks: ["#f5efe2", "#f6b83a", "#e6592f"], text: "#f5efe2" },
  { name: "moss", paper: "#1d2a1e", inks: ["#cdd66e", "#f2e9d6", "#dd6e3f"], text: "#f2e9d6" },
  { name: "rose", paper: "#f3c9c1", inks: ["#8a1a36", "#20264a", "#f8f1e6"], text: "#20264a" },
  { name: "cobalt", paper: "#1b3fcb", inks: ["#f5f1e8", "#ff6a45", "#0b144a"], text: "#f5f1e8" },
  { name: "mustard", paper: "#f1b52b", inks: ["#1c1a16", "#c4391f", "#f8f0df"], text: "#1c1a16" },
  { name: "ice", paper: "#dde7e8", inks: ["#12344c", "#e45a31", "#86aeba"], text: "#12344c" },
  { name: "tomato", paper: "#ea4d34", inks: ["#2b0e0a", "#f9ead6", "#f7b7a0"], text: "#2b0e0a" },
  { name: "jade", paper: "#0c4031", inks: ["#a9e1c2", "#f5f0e3", "#ea6440"], text: "#f5f0e3" },
  { name: "slate", paper: "#c9ccc4", inks: ["#22303a", "#d5482a", "#f4f1e8"], text: "#22303a" },
  { name: "night", paper: "#141414", inks: ["#edebe4", "#f2c230", "#77756e"], text: "#edebe4" },
];
