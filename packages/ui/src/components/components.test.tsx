import type { ReactElement } from "react";
import { renderToStaticMarkup as html } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { FootBar, TabBar, TopBar } from "./bars.tsx";
import { Bone } from "./bone.tsx";
import { Button, buttonClass } from "./button.tsx";
import { Callout } from "./callout.tsx";
import { TickBox } from "./checks.tsx";
import { CodeField } from "./code-field.tsx";
import { DataTable, nextRow } from "./data-table.tsx";
import { Field, FileField, SelectField, TextAreaField } from "./field.tsx";
import { HeldTimer } from "./held-timer.tsx";
import { IconButton, iconButtonClass } from "./icon-button.tsx";
import { RemainingBar } from "./remaining-bar.tsx";
import { SearchField } from "./search-field.tsx";
import { ErrorState } from "./states.tsx";
import { Steps } from "./steps.tsx";
import { Sum } from "./sum.tsx";
import { Tabs } from "./tabs.tsx";
import { TrustRow } from "./trust-row.tsx";
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

describe("links in a button's clothes", () => {
  test("an icon's link looks as its button does", () => {
    const link = iconButtonClass("art");
    expect(html(<IconButton label="Back" ground="art" />)).toContain(`class="${link}"`);
  });

  test("switched off on the gate's dark ground, a button does not take the theme's light colour", () => {
    expect(buttonClass("night")).not.toContain("disabled:bg-sunk");
    expect(buttonClass("quiet")).toContain("disabled:bg-sunk");
  });
});

describe("callouts", () => {
  const roleOf = (callout: ReactElement) => /^<div role="(\w+)"/.exec(html(callout))?.[1];

  test("danger breaks in, the others wait for a pause, and what was there from the start is silent", () => {
    expect(roleOf(<Callout kind="danger" title="Refused" announce />)).toBe("alert");
    expect(roleOf(<Callout kind="info" title="Not on sale yet" announce />)).toBe("status");
    expect(roleOf(<Callout kind="danger" title="Refused" />)).toBeUndefined();
  });

  test("what has just gone another way breaks in, however mild its colour", () => {
    expect(roleOf(<Callout kind="warn" title="Your time is out" announce="alert" />)).toBe("alert");
  });

  test("stacked, the way out follows the words", () => {
    const drawn = html(
      <Callout kind="danger" stacked title="A seat was taken" action={<a href="/map">Map</a>}>
        <p>Choose another.</p>
      </Callout>,
    );
    expect(drawn).toMatch(/A seat was taken.*Choose another\..*Map/);
  });
});

describe("sums", () => {
  const quietLines = (drawn: string) =>
    [...drawn.matchAll(/<div class="([^"]*)"><dt>([^<]*)</g)]
      .filter(([, classes]) => classes?.includes("text-text-2"))
      .map(([, , label]) => label);

  test("every line but the first is quiet, unless a line says otherwise", () => {
    const total = { label: "Total", amount: "€9" };
    const two = [
      { label: "Tickets", amount: "€8" },
      { label: "Fee", amount: "€1" },
    ];
    expect(quietLines(html(<Sum lines={two} total={total} />))).toEqual(["Fee"]);
    expect(quietLines(html(<Sum lines={two.map((line) => ({ ...line, quiet: false }))} total={total} />))).toEqual([]);
  });

  test("what was given back stands after the total", () => {
    const drawn = html(
      <Sum lines={[]} total={{ label: "Total", amount: "€9" }} after={[{ label: "Given back", amount: "-€4" }]} />,
    );
    expect(drawn).toMatch(/Total.*Given back/);
  });
});

describe("bars", () => {
  test("why a step was refused is read before the step", () => {
    const drawn = html(<FootBar above={<p>Refused</p>} action={<button type="button">Pay</button>} note="Once only" />);
    expect(drawn).toMatch(/Refused.*Pay.*Once only/);
  });

  test("a bar without a step only tells", () => {
    expect(html(<FootBar figure="Sold out" />)).not.toContain("<button");
  });

  test("a head is one landmark, also with a second row", () => {
    const drawn = html(<TopBar title="Night Ferry" below={<p>Prices</p>} />);
    expect(drawn).toMatch(/^<header>.*Night Ferry.*Prices<\/p><\/header>$/);
    expect(drawn.match(/<header/g)).toHaveLength(1);
  });

  test("what stands in the middle of a head is only for wide screens", () => {
    expect(html(<TopBar title="Night Ferry" middle={<i>Prices</i>} />)).toMatch(/max-lg:hidden"><i>Prices/);
    expect(html(<TopBar title="Night Ferry" />)).not.toContain("max-lg:hidden");
  });
});

test("the last few of many are still to be seen, and none are not", () => {
  const widthOf = (left: number) =>
    /width:([\d.]+)%/.exec(html(<RemainingBar left={left} capacity={13_599} words="" />))?.[1];
  expect(widthOf(3)).toBe("1");
  expect(widthOf(0)).toBe("0");
});

test("reasons to trust have a name together, and each field takes the press of its link", () => {
  const drawn = html(<TrustRow label="Before you buy" reasons={[{ key: "a", icon: null, words: "Verified" }]} />);
  expect(drawn).toContain('<ul aria-label="Before you buy"');
  expect(drawn).toMatch(/<li class="relative /);
});

test("steps say aloud which are done and which come next", () => {
  const drawn = html(
    <Steps
      words={{ done: "Done:", next: "Then:" }}
      steps={[
        { key: "a", state: "done", title: "Tickets" },
        { key: "b", state: "next", title: "The day" },
      ]}
    />,
  );
  expect(drawn).toMatch(/Done: .*Tickets.*Then: .*The day/);
});

test("a place held for what is loading may take its size from the screen", () => {
  expect(html(<Bone className="h-25 lg:h-45" />)).not.toContain("style");
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

  test("a press anywhere on the search box reaches its input, which is named by its words alone", () => {
    const drawn = html(<SearchField label="Artist, team or place" />);
    expect(drawn).toMatch(/^<label[^>]*>.*<input[^>]*aria-label="Artist, team or place"[^>]*\/><\/label>$/);
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

test("tabs show one part and have all of them in the document, each named by its key", () => {
  const tabs = [
    { key: "sat", label: "Saturday", content: "Tour of the hall" },
    { key: "sun", label: "Sunday", content: "Auction" },
  ];
  const drawn = html(<Tabs label="Days" tabs={tabs} initial="sun" />);
  expect(drawn).toMatch(/role="tablist"[^>]*aria-label="Days"|aria-label="Days"[^>]*role="tablist"/);
  expect(drawn).toMatch(/aria-selected="true"[^>]*>Sunday/);
  expect(drawn).toMatch(/role="tabpanel".*Tour of the hall.*role="tabpanel".*Auction/);
});

test("every verdict is read out at once and has a shape of its meaning", () => {
  const drawn = html(<Verdict kind="used" word="Already used" reason="Went in at 19:04 by Gate A." />);
  expect(drawn).toContain('role="alert"');
  expect(new Set(Object.values(VERDICT_SHAPES)).size).toBe(4);
});

test("what a verdict wants looked at is read out between its word and its reason", () => {
  const drawn = html(<Verdict kind="welcome" word="Welcome" tag="Child ticket" reason="Come in." />);
  expect(drawn).toMatch(/role="alert".*Welcome.*Child ticket.*Come in\./);
  expect(html(<Verdict kind="welcome" word="Welcome" tag={null} reason="Come in." />)).not.toMatch(/rounded-lg/);
});

test("what is wrong with a field is said as soon as it stands there; a hint waits until the field is met", () => {
  const wrong = html(<Field label="Email" error="That does not look like an email address." />);
  expect(wrong).toContain('role="alert"');
  expect(html(<CodeField label="Code" value="" onChange={() => {}} error="Not right." />)).toContain('role="alert"');
  expect(html(<Field label="Email" hint="Tickets go here." />)).not.toContain('role="alert"');
});
