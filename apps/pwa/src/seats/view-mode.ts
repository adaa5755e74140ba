/** How the seats are shown: drawn, or as a list that does everything the drawing does. */
export type SeatsViewMode = "map" | "list";
