import { renderToStaticMarkup as html } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { TabBar } from "./bars.tsx";
import { Button } from "./button.tsx";
import { TickBox } from "./checks.tsx";
import { CodeField } from "./code-field.tsx";
import { DataTable, nextRow } from "./data-table.tsx";
import { Field, FileField, SelectField, TextAreaField } from "./field.tsx";
import { HeldTimer } from "./held-timer.tsx";
import { ErrorState } from "./states.tsx";
import { Verdict } from "./verdict.tsx";
import { VERDICT_SHAPES } from "./verdict-sign.tsx";

describe("buttons", () => {
  test("a busy button says so and stays in the tab order", () => {
    const drawn = html(<Button busy>Holding</Button>);
    expect(drawn).toContain('aria-busy="true"');
    expect(drawn).not.toContain(' disabled=""');
  });

  test("a link can wear a button's clothes", () => {
    const drawn = html(
      <Button asChild kind="torch">
        <a href="/seats">Choose seats</a>
      </Button>,
    );
    expect(drawn).toMatch(/^<a [^>]*href="\/seats"[^>]*>Choose seats<\/a>$/);
    expect(drawn).toContain("bg-torch");
  });
});

describe("fields", () => {
  test("an error is tied to its input and takes the hint's place", () => {
    const drawn = html(<Field label="Email" hint="Your tickets go here." error="The part after the dot is missing." />);
    const note = /aria-describedby="([^"]+)"/.exec(drawn)?.[1];
    expect(drawn).toContain('aria-invalid="true"');
    expect(drawn).toContain(`<p id="${note}"`);
    expect(drawn).not.toContain("Your tickets go here.");
  });

  test.each([
    ["an input", <Field key="a" bare label="Price" error="Too many decimals." />],
    [
      "a list",
      <SelectField key="b" bare label="Price" error="Too many decimals.">
        <option>1</option>
      </SelectField>,
    ],
    ["a long text", <TextAreaField key="c" bare label="Price" error="Too many decimals." />],
    ["a file", <FileField key="d" bare label="Price" error="Too many decimals." />],
  ])("%s is named by its label, also where the label is not shown, and tied to its error", (_, field) => {
    const drawn = html(field);
    const named = /<label for="([^"]+)" class="sr-only">Price<\/label>/.exec(drawn)?.[1];
    expect(named).toBeTruthy();
    expect(drawn).toContain(` id="${named}"`);
    expect(drawn).toContain('aria-invalid="true"');
    expect(drawn).toContain(`aria-describedby="${named}-note"`);
    expect(drawn).toContain(`<p id="${named}-note"`);
  });

  test("a cell can be marked without words of its own", () => {
    expect(html(<Field bare label="Price" aria-invalid />)).toContain('aria-invalid="true"');
    expect(html(<Field bare label="Price" aria-invalid={false} />)).not.toContain("aria-invalid=");
  });

  test("what the law asks for is ticked and cannot be changed", () => {
    const drawn = html(<TickBox dense always label="Your tickets" />);
    expect(drawn).toContain("checked");
    expect(drawn).toContain(' disabled=""');
  });

  test("a code is one input that phones can fill in", () => {
    const drawn = html(<CodeField label="Code" value="48" onChange={() => {}} />);
    expect(drawn.match(/<input/g)).toHaveLength(1);
    expect(drawn).toContain('autoComplete="one-time-code"');
    expect(drawn).toContain('inputMode="numeric"');
  });
});

describe("the time one holds", () => {
  const words = { held: "Held for you", lastMinute: "1 minute left", gone: "The time is out" };
  const spokenAt = (secondsLeft: number) =>
    /role="status"[^>]*>([^<]*)</.exec(
      html(<HeldTimer secondsLeft={secondsLeft} totalSeconds={600} words={words} />),
    )?.[1];

  test("nothing is read out while there is time", () => {
    expect(spokenAt(462)).toBe("");
  });

  test("the last minute is read out in the same words throughout, so that it is said once", () => {
    expect(new Set([60, 59, 31, 1].map(spokenAt))).toEqual(new Set(["1 minute left"]));
  });

  test("the end is read out", () => {
    expect(spokenAt(0)).toBe("The time is out");
  });
});

test("an error says what is safe before what is broken", () => {
  const drawn = html(<ErrorState safe="Your tickets are not touched." broken="The list did not load." />);
  expect(drawn.indexOf("Your tickets")).toBeLessThan(drawn.indexOf("The list"));
  expect(drawn).toContain('role="alert"');
});

test("the tab one is on is marked for those who hear the page", () => {
  const drawn = html(
    <TabBar
      label="Main"
      items={[
        { key: "a", label: "Discover", link: <a href="/">.</a>, current: true },
        { key: "b", label: "Tickets", link: <a href="/tickets">.</a> },
      ]}
    />,
  );
  expect(drawn.match(/aria-current="page"/g)).toHaveLength(1);
  expect(drawn).toMatch(/aria-current="page"[^>]*>.*Discover/);
});

describe("tables", () => {
  const columns = [{ key: "name", head: "Price", cell: (row: { id: string }) => row.id }];

  test("only one row is a stop for Tab", () => {
    const drawn = html(
      <DataTable
        caption="Prices"
        columns={columns}
        rows={[{ id: "a" }, { id: "b" }, { id: "c" }]}
        rowKey={({ id }) => id}
        onOpen={() => {}}
        empty="None"
      />,
    );
    expect(drawn.match(/tabindex="0"/gi)).toHaveLength(1);
    expect(drawn.match(/tabindex="-1"/gi)).toHaveLength(2);
  });

  test("rows that lead nowhere are no stops", () => {
    const drawn = html(<DataTable caption="Prices" columns={columns} rows={[{ id: "a" }]} rowKey={({ id }) => id} />);
    expect(drawn).not.toMatch(/tabindex/i);
  });

  test("an empty table says so, but not while it loads", () => {
    const table = (loadingRows: number) =>
      html(
        <DataTable
          caption="Prices"
          columns={columns}
          rows={[]}
          rowKey={() => ""}
          empty="No prices yet"
          loadingRows={loadingRows}
        />,
      );
    expect(table(0)).toContain("No prices yet");
    expect(table(3)).not.toContain("No prices yet");
  });

  test.each([
    ["ArrowDown", 0, 1],
    ["ArrowDown", 2, 2],
    ["ArrowUp", 0, 0],
    ["Home", 2, 0],
    ["End", 0, 2],
    ["PageDown", 0, 2],
    ["x", 1, undefined],
  ])("%s on row %d of three leads to %s", (key, at, next) => {
    expect(nextRow(key, at, 3)).toBe(next);
  });
});

test("every verdict is read out at once and has a shape of its meaning", () => {
  const drawn = html(<Verdict kind="used" word="Already used" reason="Went in at 19:04 by Gate A." />);
  expect(drawn).toContain('role="alert"');
  expect(new Set(Object.values(VERDICT_SHAPES)).size).toBe(4);
});
