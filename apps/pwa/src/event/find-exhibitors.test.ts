import { expect, test } from "vitest";
import { findExhibitors } from "./find-exhibitors.ts";

const exhibitor = (name: string, stand: string, summary: string) => ({ id: name, name, stand, summary, url: null });
const all = [
  exhibitor("Álder & Gable Press", "A1", "Poems in editions of ninety"),
  exhibitor("Heron Kettles", "B14", "Kettles that do not whistle"),
  exhibitor("柳条与小门纸坊", "C2", "麻纸与桑皮纸"),
];

test.each([
  ["nothing typed", "  ", [0, 1, 2]],
  ["a name half typed, without its accent or capital", "alder", [0]],
  ["a stand", "b14", [1]],
  ["what they show", "whistle", [1]],
  ["words from here and there, in any order", "ninety press", [0]],
  ["words that no one has together", "ninety kettles", []],
  ["Chinese", "桑皮", [2]],
])("%s finds whom it should", (_, typed, found) => {
  expect(findExhibitors(all, typed)).toEqual(found.map((at) => all[at]));
});
