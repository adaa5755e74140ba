import { themeScript } from "@usher/ui/theme";
import { shownScript } from "../preferences/shown.ts";

/**
 * Sets what the reader chose before the first paint. Every page carries it, since a file of its own would be one more thing to wait for; `/head.js`
 * says the same, for the front server to know it by (`hosts/head-script.ts`).
 */
export const headScript = `${themeScript};${shownScript}`;
