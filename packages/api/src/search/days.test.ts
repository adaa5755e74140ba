import { expect, test } from "vitest";
import { takeDays, wordsOfDay } from "./days.ts";

// A Wednesday.
const TODAY = "2031-03-12";

test.each([
  ["jazz tonight", "jazz", "2031-03-12", "2031-03-12"],
  ["tomorrow night jazz", "jazz", "2031-03-13", "2031-03-13"],
  ["jazz this weekend", "jazz", "2031-03-14", "2031-03-16"],
  ["jazz next weekend", "jazz", "2031-03-21", "2031-03-23"],
  ["jazz this week", "jazz", "2031-03-12", "2031-03-16"],
  ["jazz next week", "jazz", "2031-03-17", "2031-03-23"],
  ["jazz this month", "jazz", "2031-03-12", "2031-03-31"],
  ["Next Month jazz", "jazz", "2031-04-01", "2031-04-30"],
  ["this friday evening jazz", "jazz", "2031-03-14", "2031-03-14"],
  ["this wednesday", "", "2031-03-12", "2031-03-12"],
  ["this tues jazz", "jazz", "2031-03-18", "2031-03-18"],
  ["next sun jazz", "jazz", "2031-03-23", "2031-03-23"],
  ["今晚爵士", "爵士", "2031-03-12", "2031-03-12"],
  ["后天 爵士", "爵士", "2031-03-14", "2031-03-14"],
  ["这周五爵士", "爵士", "2031-03-14", "2031-03-14"],
  ["下周日爵士", "爵士", "2031-03-23", "2031-03-23"],
  ["下个星期天 爵士", "爵士", "2031-03-23", "2031-03-23"],
  ["下周末爵士", "爵士", "2031-03-21", "2031-03-23"],
  ["下周 爵士", "爵士", "2031-03-17", "2031-03-23"],
  ["下个月 爵士", "爵士", "2031-04-01", "2031-04-30"],
])("%s", (typed, words, fromDay, untilDay) => {
  expect(takeDays(typed, TODAY)).toEqual({ words, days: { fromDay, untilDay } });
});

test.each([
  ["friday night jazz", "friday jazz"],
  ["周六 爵士", "周六 爵士"],
  ["the next monument", "the next monument"],
])("%s says no day that can be counted from today", (typed, words) => {
  expect(takeDays(typed, TODAY)).toEqual({ words, days: null });
});

test("a day is called by its names, long and short, in both languages", () => {
  const called = wordsOfDay(new Date("2031-03-22T23:30:00Z"), "Europe/Amsterdam");
  expect(called).toEqual(
    expect.arrayContaining(["Sunday", "Sun", "23 March 2031", "23rd", "Mar", "星期日", "周日", "礼拜天", "3月23日"]),
  );
});
