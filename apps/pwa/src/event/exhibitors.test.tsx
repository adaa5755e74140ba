import { renderToStaticMarkup as html } from "react-dom/server";
import { expect, test } from "vitest";
import { Exhibitors } from "./exhibitors.tsx";

const words = {
  ...{ exhibitors: "Exhibitors", find: "Name or stand", clear: "Clear", found: "{count} of {all}" },
  ...{ stand: "Stand", opensSite: "(opens their site)", all: "Show all {count}" },
};
const exhibitor = (at: number, url: string | null = null) => ({
  ...{ id: String(at), name: `Exhibitor ${at}`, stand: `A${at}`, summary: "Kettles", url },
});
const draw = (count: number) =>
  html(<Exhibitors exhibitors={Array.from({ length: count }, (_, at) => exhibitor(at + 1))} words={words} />);

test("a short list is all there, with nothing to look through", () => {
  const drawn = draw(12);
  expect(drawn.match(/<li/g)).toHaveLength(12);
  expect(drawn).not.toMatch(/type="search"|Show all/);
});

test("a long list shows its first dozen, can be looked through, and says how many there are", () => {
  const drawn = draw(30);
  expect(drawn.match(/<li/g)).toHaveLength(12);
  expect(drawn).toMatch(/type="search"[^>]*aria-label="Name or stand"|aria-label="Name or stand"[^>]*type="search"/);
  expect(drawn).toContain("Show all 30");
});

test("a page of theirs opens apart, tells them nothing, and says so", () => {
  const drawn = html(<Exhibitors exhibitors={[exhibitor(1, "https://alder.example/"), exhibitor(2)]} words={words} />);
  expect(drawn.match(/<a /g)).toHaveLength(1);
  expect(drawn).toMatch(/href="https:\/\/alder\.example\/" target="_blank" rel="noopener noreferrer nofollow"/);
  expect(drawn).toContain("(opens their site)");
});
