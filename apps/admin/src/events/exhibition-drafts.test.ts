import { describe, expect, test } from "vitest";
import {
  agendaDraftOf,
  agendaInputOf,
  exhibitorDraftOf,
  exhibitorInputOf,
  moved,
  readAgendaDraft,
  readExhibitorDraft,
} from "./exhibition-drafts.ts";

const ZONE = "Asia/Tokyo";
const item = {
  ...{ id: "i", startsAt: "2026-11-14T01:00:00.000Z", endsAt: "2026-11-14T02:30:00.000Z" },
  ...{ title: "Tour", place: "Hall 2", speaker: "" },
  chinese: { title: "导览", place: "", speaker: "" },
};
const exhibitor = {
  ...{ id: "x", name: "Alder Press", stand: "A1", summary: "Poems", url: "https://alder.example/" },
  chinese: { name: "桤木出版社", summary: "" },
};

describe("an item of the agenda", () => {
  test("is typed by the venue's clock and reads back as it was", () => {
    const draft = agendaDraftOf(item, ZONE);
    expect(draft).toMatchObject({ startsAt: "2026-11-14T10:00", endsAt: "2026-11-14T11:30", titleChinese: "导览" });
    expect(readAgendaDraft(draft, ZONE, item)).toEqual({ problems: [], input: agendaInputOf(item) });
  });

  test("begins, when it is new, where the last one ends", () => {
    expect(agendaDraftOf(null, ZONE, item).startsAt).toBe("2026-11-14T11:30");
    expect(agendaDraftOf(null, ZONE, { ...item, endsAt: null }).startsAt).toBe("2026-11-14T10:00");
    expect(agendaDraftOf(null, ZONE).startsAt).toBe("");
  });

  test("keeps its instant in the hour that clocks repeat", () => {
    const second = { ...item, startsAt: "2026-10-25T01:30:00.000Z", endsAt: null };
    const draft = agendaDraftOf(second, "Europe/Amsterdam");
    expect(readAgendaDraft(draft, "Europe/Amsterdam", second).input?.startsAt).toBe(second.startsAt);
  });

  test.each([
    ["no title", { title: " " }, ["title"]],
    ["no beginning", { startsAt: "" }, ["startsAt"]],
    ["an end before its beginning", { endsAt: "2026-11-14T09:00" }, ["endsAt"]],
    ["an end at its beginning", { endsAt: "2026-11-14T10:00" }, ["endsAt"]],
    ["nothing wrong without an end", { endsAt: "" }, []],
  ])("with %s", (_, typed, problems) => {
    const answer = readAgendaDraft({ ...agendaDraftOf(item, ZONE), ...typed }, ZONE, item);
    expect(answer.problems).toEqual(problems);
    expect(answer.input === undefined).toBe(problems.length > 0);
  });
});

describe("an exhibitor", () => {
  test("reads back as it was", () => {
    expect(readExhibitorDraft(exhibitorDraftOf(exhibitor), exhibitor)).toEqual({
      problems: [],
      input: exhibitorInputOf(exhibitor),
    });
  });

  test.each([
    ["", null, []],
    ["alder.example/fair", "https://alder.example/fair", []],
    ["http://alder.example", undefined, ["url"]],
    ["javascript:alert(1)", undefined, ["url"]],
    ["alder", undefined, ["url"]],
  ])("may have the page %o", (url, read, problems) => {
    const answer = readExhibitorDraft({ ...exhibitorDraftOf(exhibitor), url }, exhibitor);
    expect(answer.problems).toEqual(problems);
    expect(answer.input?.url).toBe(read);
  });

  test("needs a name", () => {
    expect(readExhibitorDraft({ ...exhibitorDraftOf(null), stand: "B2" }, null).problems).toEqual(["name"]);
  });
});

test("things change places with their neighbours, and those at the ends stay", () => {
  expect(moved(["a", "b", "c"], 2, -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 0, -1)).toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 1)).toEqual(["a", "b"]);
});
