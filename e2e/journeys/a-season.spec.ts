import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { buyBest, signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db, lastPerformance, orderOf } from "../house.ts";
import { newEmail } from "../letters.ts";
import { copyOf, OFFICE, putOnShow } from "../office.ts";
import { expect, test } from "../watched.ts";

const EVENT = "mariners-v-amstel-united";

test.use({ viewport: { width: 1280, height: 800 } });

test("an event is copied, repeated over twelve evenings, and put on sale in one step", async ({ page }) => {
  const year = new Date().getUTCFullYear() + 1;
  const eventId = await copyOf(page, "Spring season", `${year}-04-02T20:30`);
  const made = await db.performance.findMany({ where: { eventId }, orderBy: { startsAt: "asc" } });
  expect(made.every(({ status }) => status === "draft")).toBe(true);

  await page
    .getByRole("button", { name: /^Repeat: / })
    .first()
    .click();
  const dialog = page.getByRole("dialog", { name: "Repeat this performance" });
  for (const day of ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    await dialog.getByLabel(day, { exact: true }).check();
  await dialog.getByLabel("From").fill(`${year}-09-01`);
  await dialog.getByLabel("Until").fill(`${year}-08-01`);
  await expect(dialog.getByText("Give two days, the later one last.")).toBeVisible();
  await dialog.getByLabel("Until").fill(`${year}-09-13`);
  await expect(dialog.getByRole("status")).toHaveText("13 new performances");
  // One evening the hall is somebody else's.
  const evenings = dialog.getByRole("group", { name: "New performances" }).getByRole("checkbox");
  await evenings.nth(4).click({ force: true });
  await expect(dialog.getByRole("status")).toHaveText("12 new performances");
  expect(await violationsOn(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Add 12 drafts" }).click();
  await expect(page.getByText("12 drafts added", { exact: true })).toBeVisible();
  expect(await db.performance.count({ where: { eventId } })).toBe(made.length + 12);

  await putOnShow(page);
  expect(await db.performance.count({ where: { eventId, status: "published" } })).toBe(made.length + 12);

  // Asked for once more, none of them is made twice.
  await page
    .getByRole("button", { name: /^Repeat: / })
    .first()
    .click();
  for (const day of ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"])
    await dialog.getByLabel(day, { exact: true }).check();
  await dialog.getByLabel("From").fill(`${year}-09-01`);
  await dialog.getByLabel("Until").fill(`${year}-09-04`);
  await expect(dialog.getByText("4 are there already.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Nothing to add" })).toBeDisabled();

  const { slug } = await db.event.findUniqueOrThrow({ where: { id: eventId } });
  await page.goto(`${env.PWA_URL}/events/${slug}`);
  await expect(page.getByRole("heading", { level: 1, name: "Spring season" })).toBeVisible();
});

test("an order is found by a part of its address, by its seat, and by nothing else's", async ({ page }) => {
  const email = newEmail("tove.lindqvist");
  const { id, seatsPath } = await lastPerformance(EVENT);
  await buyBest(page, seatsPath, email);
  const { code, tickets } = await orderOf(email);
  const [seat] = tickets;
  await signIn(page, "aylin@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${OFFICE}/orders`);
  const field = page.getByRole("searchbox");
  const rows = page.getByRole("table", { name: "Orders" }).locator("tbody tr");
  for (const text of [email.slice(5, 22), code.slice(3).toLowerCase()]) {
    await field.fill(text);
    await expect(rows).toHaveCount(1);
    await expect(rows.first()).toContainText(code);
  }
  await page.goto(`${OFFICE}/orders?performance=${id}`);
  await field.fill(`${seat?.section} ${seat?.row} ${seat?.seat}`);
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText(code);
  await field.fill("nobody of that name");
  await expect(page.getByText("No order fits.").first()).toBeVisible();
});

test("what is looked for is taken away as a file by who may, and by nobody else", async ({ page, context }) => {
  await signIn(page, "pieter@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${OFFICE}/orders?text=an`);
  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download as CSV" }).click();
  const file = await started;
  expect(file.suggestedFilename()).toMatch(/^orders-kade-concerts-\d{4}-\d\d-\d\d\.csv$/);
  const address = file.url();
  const lines = (await (await context.request.get(address)).text()).trimEnd().split("\r\n");
  const first = await page.getByRole("table", { name: "Orders" }).locator("tbody tr").first().textContent();
  expect(first).toContain(lines[1]?.split(",")[0]);

  const other = await context.browser()?.newContext();
  const office = await other?.newPage();
  if (!office) throw new Error("No second browser");
  await signIn(office, "aylin@kade-concerts.example", { origin: env.ADMIN_URL });
  await office.goto(`${OFFICE}/orders?text=an`);
  await expect(office.getByRole("row").nth(1)).toBeVisible();
  await expect(office.getByRole("link", { name: "Download as CSV" })).toBeHidden();
  expect((await office.request.get(address)).status()).toBe(403);
  await other?.close();
});

test("of two who change the same event or performance the second is told, loses nothing of what was typed, and may put it on top", async ({
  page: one,
  browser,
}) => {
  const year = new Date().getUTCFullYear() + 1;
  const eventId = await copyOf(one, "Two at once", `${year}-03-02T20:30`);
  const two = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await signIn(two, "noor@kade-concerts.example", { origin: env.ADMIN_URL });
  await two.goto(`${OFFICE}/events/${eventId}`);
  const subtitle = (page: Page) => page.getByLabel("Subtitle", { exact: true }).first();
  // A copy has a new title, and is asked for it in the other language too.
  for (const page of [one, two]) await page.getByLabel("Title in Chinese", { exact: true }).fill("两人同时");
  await subtitle(one).fill("By the first");
  await subtitle(two).fill("By the second");
  const save = (page: Page) => page.getByRole("button", { name: "Save", exact: true }).click();
  await save(one);
  await expect(one.getByText("Saved", { exact: true })).toBeVisible();
  await save(two);
  await expect(two.getByText(/Somebody else has changed this meanwhile\./)).toBeVisible();
  expect((await db.event.findUniqueOrThrow({ where: { id: eventId } })).subtitle).toBe("By the first");
  await expect(subtitle(two)).toHaveValue("By the second");
  await save(two);
  await expect(two.getByText("Saved", { exact: true })).toBeVisible();
  expect((await db.event.findUniqueOrThrow({ where: { id: eventId } })).subtitle).toBe("By the second");

  for (const page of [one, two]) {
    await page.reload();
    await page.getByRole("button", { name: "Change", exact: true }).first().click();
  }
  const limit = (page: Page) => page.getByLabel("Tickets a person, 1 to 50");
  const keep = (page: Page) => page.getByRole("button", { name: "Save the performance" }).click();
  await limit(one).fill("4");
  await limit(two).fill("8");
  await keep(one);
  await expect(one.getByText("Saved", { exact: true })).toBeVisible();
  await keep(two);
  await expect(two.getByText(/What you typed is still here/)).toBeVisible();
  const limits = async () => (await db.performance.findMany({ where: { eventId } })).map((row) => row.ticketLimit);
  expect(await limits()).toContain(4);
  await expect(limit(two)).toHaveValue("8");
  await keep(two);
  await expect(two.getByText("Saved", { exact: true })).toBeVisible();
  expect(await limits()).toContain(8);
});
