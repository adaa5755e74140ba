export { drawPoster, POSTER_COMPOSITIONS, type PosterComposition, type PosterOrder } from "./draw-poster.ts";
export { contrast, INK_SETS, type InkSet } from "./inks.ts";
