import { themeScript } from "@usher/ui/theme";

/** Sets the chosen theme before the first paint. Every page carries it; `/head.js` says the same, for the front server to know it by. */
export const headScript = themeScript;
