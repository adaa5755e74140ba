export { drawPoster } from "./draw-poster.ts";
