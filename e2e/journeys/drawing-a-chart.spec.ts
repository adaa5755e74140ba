import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db } from "../house.ts";
import { expect, test } from "../watched.ts";

test.use({ viewport: { width: 1280, height: 800 } });

const OFFICE = `${env.ADMIN_URL}/o/kade-concerts`;
const tool = (page: Page, name: string) => page.getByRole("toolbar", { name: "Tools" }).getByRole("button", { name });
const inspector = (page: Page) => page.getByRole("complementary", { name: "What is chosen" });
const list = (page: Page) => page.getByRole("navigation", { name: "Sections" });
const saved = (page: Page) => expect(page.getByText(/^Saved \d/)).toBeVisible();

/** Drags over the canvas, in its own pixels. */
async function drag(page: Page, from: readonly [number, number], to: readonly [number, number]) {
  const box = await page.getByRole("application", { name: "Drawing" }).boundingBox();
  if (!box) throw new Error("There is no canvas.");
  await page.mouse.move(box.x + from[0], box.y + from[1]);
  await page.mouse.down();
  await page.mouse.move(box.x + (from[0] + to[0]) / 2, box.y + (from[1] + to[1]) / 2, { steps: 4 });
  await page.mouse.move(box.x + to[0], box.y + to[1], { steps: 4 });
  await page.mouse.up();
}

/** Begins a chart of the organizer's first venue. */
async function begin(page: Page, name: string): Promise<string> {
  await page.goto(`${OFFICE}/venues`);
  await page.getByRole("button", { name: "Draw a chart" }).first().click();
  await page.getByLabel("Name of the chart").fill(name);
  await page.getByRole("button", { name: "Begin drawing" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  return page.url();
}

test("a manager draws a chart from nothing, mends what is found, and a performance can be set on it", async ({
  page,
}) => {
  await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  const address = await begin(page, "The attic");
  await expect(inspector(page)).toContainText("Nothing is drawn yet");
  await expect(page.getByRole("button", { name: "Publish changes" })).toBeDisabled();

  await tool(page, "Stage").click();
  await drag(page, [220, 130], [420, 170]);
  await tool(page, "Rows").first().click();
  await drag(page, [120, 240], [500, 330]);
  const stalls = inspector(page);
  await expect(stalls.getByRole("heading", { name: "Section" })).toBeVisible();
  await stalls.getByRole("textbox", { name: "Name" }).fill("Stalls");
  await stalls.getByRole("textbox", { name: "Name" }).press("Enter");
  await stalls.getByRole("spinbutton", { name: "Rows" }).fill("6");
  await stalls.getByRole("spinbutton", { name: "Rows" }).press("Enter");
  await stalls.getByLabel("Seats a row").fill("12");
  await stalls.getByLabel("Seats a row").press("Enter");
  await expect(list(page).getByRole("button", { name: /Stalls 72/ })).toBeVisible();

  await tool(page, "Curved rows").click();
  await drag(page, [120, 430], [500, 480]);
  await stalls.getByRole("textbox", { name: "Name" }).fill("Circle");
  await stalls.getByRole("textbox", { name: "Name" }).press("Enter");
  await tool(page, "Standing area").click();
  await drag(page, [60, 560], [460, 610]);
  await expect(list(page).getByRole("button", { name: /Standing/ })).toBeVisible();

  await list(page)
    .getByRole("button", { name: /Stalls/ })
    .click();
  await stalls.getByLabel("Seat", { exact: true }).selectOption("1");
  await stalls.getByRole("checkbox", { name: "Wheelchair place" }).check();
  const mend = page.getByRole("region", { name: "To mend" });
  await expect(mend).toContainText("Stalls, row A: 1 wheelchair place has no companion seat");
  await page.getByRole("button", { name: "The section" }).click();
  await stalls.getByLabel("Seat", { exact: true }).selectOption("2");
  await stalls.getByRole("checkbox", { name: "Companion seat" }).check();
  await expect(mend).toBeHidden();

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(mend).toBeVisible();
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(mend).toBeHidden();
  await saved(page);
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole("button", { name: "Publish changes" }).click();
  await expect(page.getByText("Published as revision 1", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish changes" })).toBeDisabled();
  const chartId = address.split("/").at(-1) ?? "";
  expect(await db.chartRevision.findMany({ where: { chartId } })).toMatchObject([
    { number: 1, categories: ["Standard"] },
  ]);

  const { venueId } = await db.chart.findUniqueOrThrow({ where: { id: chartId } });
  const event = await db.event.findFirstOrThrow({ where: { organizer: { slug: "kade-concerts" } } });
  await page.goto(`${OFFICE}/events/${event.id}`);
  await page.getByRole("button", { name: "Add a performance" }).click();
  await page.getByLabel("Venue").selectOption(venueId);
  await expect(page.getByRole("option", { name: /The attic/ }).first()).toBeAttached();
});

test("a chart is drawn, named and published with the keyboard alone", async ({ page }) => {
  await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  await begin(page, "The cellar");
  await tool(page, "Rows").first().focus();
  await page.keyboard.press("Enter");
  const form = inspector(page);
  await form.getByRole("textbox", { name: "Name" }).focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("Vault");
  await form.getByRole("button", { name: "Add the section" }).focus();
  await page.keyboard.press("Enter");
  await expect(list(page).getByRole("button", { name: /Vault 200/ })).toBeVisible();
  await page.getByRole("application", { name: "Drawing" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ControlOrMeta+d");
  await expect(list(page).getByRole("button", { name: /Vault 2 200/ })).toBeVisible();
  await page.keyboard.press("Delete");
  await expect(list(page).getByRole("button", { name: /Vault 2 200/ })).toBeHidden();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(list(page).getByRole("button", { name: /Vault 2 200/ })).toBeVisible();
  await page.getByRole("button", { name: "Publish changes" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Published as revision 1", { exact: true })).toBeVisible();
});

test("of two who draw on one chart the second is told, by whom, and what is kept is the first's", async ({
  page,
  browser,
}) => {
  await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  const address = await begin(page, "The loft");
  const other = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const second = await other.newPage();
  await signIn(second, "noor@kade-concerts.example", { origin: env.ADMIN_URL });
  await second.goto(address);
  await expect(second.getByRole("heading", { name: "The loft" })).toBeVisible();

  for (const [on, name] of [
    [page, "North"],
    [second, "South"],
  ] as const) {
    await tool(on, "Rows").first().click();
    await inspector(on).getByRole("textbox", { name: "Name" }).fill(name);
    await inspector(on).getByRole("button", { name: "Add the section" }).click();
    if (on === page) await saved(page);
  }
  await expect(second.getByRole("alert").filter({ hasText: "has changed this drawing" })).toBeVisible();
  await expect(list(second).getByRole("button", { name: /South/ })).toBeVisible();
  await second.getByRole("button", { name: "Open it as it is now" }).click();
  await expect(list(second).getByRole("button", { name: /North/ })).toBeVisible();
  await other.close();
});
