import { readFile } from "node:fs/promises";
import { violationsOn } from "../axe.ts";
import { signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db } from "../house.ts";
import { OFFICE } from "../office.ts";
import { expect, test } from "../watched.ts";

/** Whoever keeps the books, and who does not see them. */

test.use({ viewport: { width: 1280, height: 800 } });

test("a month's books are read by month and by performance, taken away as a file that adds up to the same, and agree", async ({
  page,
}) => {
  await signIn(page, "pieter@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${OFFICE}/events`);
  await page.getByRole("link", { name: "Finance" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Finance" })).toBeVisible();
  await expect(page.getByText("By performance")).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);

  const month = await page.getByRole("heading", { level: 2 }).first().textContent();
  await page.getByRole("link", { name: "The month before" }).click();
  await expect(page).toHaveURL(/\?month=20\d\d-\d\d$/);
  await expect(page.getByRole("heading", { level: 2 }).first()).not.toHaveText(month ?? "");
  await page.goBack();
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText(month ?? "");

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "As a CSV file" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^statement-kade-concerts-20\d\d-\d\d\.csv$/);
  const [, ...rows] = (await readFile(await file.path(), "utf8")).trimEnd().split("\r\n");
  // No field before the currency has a comma in the demo's English but within quotes, which stand in front of it.
  const euros = rows
    .filter((row) => row.includes(",EUR,"))
    .map((row) => row.slice(row.indexOf(",EUR,") + 5).split(","));
  const soldMinor = euros.reduce((sum, cells) => sum + Math.round(Number(cells[1]) * 100), 0);
  const shown = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" }).format(soldMinor / 100);
  await expect(page.getByRole("row", { name: /^EUR/ }).getByText(shown, { exact: true }).first()).toBeVisible();

  await page.getByRole("link", { name: "Compare" }).click();
  await page.getByRole("button", { name: "Compare now" }).click();
  await expect(page.getByText("Everything agrees.")).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
});

test("the box office sees no books: not in the menu, not by their address, not as a file", async ({ page }) => {
  await signIn(page, "aylin@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${OFFICE}/orders`);
  await expect(page.getByRole("link", { name: "Orders" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Finance" })).toHaveCount(0);
  for (const path of ["/finance", "/finance/match"]) {
    await page.goto(`${OFFICE}${path}`);
    await expect(page.getByText("Your role does not reach this")).toBeVisible();
  }
  const { id } = await db.organizer.findUniqueOrThrow({ where: { slug: "kade-concerts" } });
  for (const file of ["statement", "statement/pdf"]) {
    const answer = await page.request.get(`${env.ADMIN_URL}/api/finance/${file}?organizerId=${id}&month=2026-11`);
    expect([answer.status(), await answer.json()]).toEqual([403, expect.objectContaining({ code: "NOT_YOURS" })]);
  }
});
