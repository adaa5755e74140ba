import { describe, expect, test } from "vitest";
import { contrast } from "../../kernel/contrast.ts";
import { drawPoster, POSTER_COMPOSITIONS } from "./draw-poster.ts";
import { INK_SETS } from "./inks.ts";

/** Reads SVG as strictly as a parser of XML: every element that opens closes, in order, and attributes are quoted. */
function expectWellFormed(svg: string) {
  const open: string[] = [];
  const rest = svg.replace(
    /<(\/?)([a-zA-Z]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, closing, name, _attributes, alone) => {
      if (closing) expect(open.pop()).toBe(name);
      else if (!alone) open.push(name);
      return "";
    },
  );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]/);
}

describe("posters", () => {
  test("the same seed prints the same poster", () => {
    expect(drawPoster({ seed: 42, name: "Night Ferry" })).toBe(drawPoster({ seed: 42, name: "Night Ferry" }));
  });

  test("a hundred seeds print a hundred posters", () => {
    const printed = new Set(Array.from({ length: 100 }, (_, seed) => drawPoster({ seed })));
    expect(printed.size).toBe(100);
  });

  test("chance comes to every composition and every set of inks", () => {
    const printed = Array.from({ length: 600 }, (_, seed) => drawPoster({ seed }));
    for (const { paper } of INK_SETS) expect(printed.some((svg) => svg.includes(`fill="${paper}"`))).toBe(true);
  });

  test.each(POSTER_COMPOSITIONS)("%s is well-formed SVG without lengths that are no numbers", (composition) => {
    for (let seed = 0; seed < 12; seed++) {
      for (const name of [undefined, "Night & <Ferry>", "夜渡", "The Long Goodbye of Marisol Quintana"]) {
        const svg = drawPoster({ seed, composition, name });
        expectWellFormed(svg);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      }
    }
  });

  test.each(POSTER_COMPOSITIONS)("%s needs no font when it is bare", (composition) => {
    expect(drawPoster({ seed: 7, composition, name: "Night Ferry", line: "Tour", bare: true })).not.toContain("<text");
  });

  test("says the size it was asked for", () => {
    expect(drawPoster({ seed: 1, width: 390, height: 336 })).toMatch(/^<svg [^>]*width="390" height="336"/);
  });

  test.each(INK_SETS)("the name reads on $name paper", ({ paper, text }) => {
    expect(contrast(text, paper)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(INK_SETS)("the main ink shows on $name paper", ({ paper, inks }) => {
    expect(contrast(inks[0], paper)).toBeGreaterThanOrEqual(3);
  });
});
