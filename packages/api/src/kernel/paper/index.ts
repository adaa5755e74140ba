export { outlineFontFor } from "./outline-fonts.ts";
export { linesOf, lineWidth, type Paper, type TextStyle, writeLine } from "./paper-text.ts";
