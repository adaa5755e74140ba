import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { chooseBest, holdButton, paidHeading, payButton, payWith } from "../buyer.ts";
import { lastPerformance } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const EVENT = "mariners-v-amstel-united";
const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

/** Faults by axe's rules and what is wider than the screen, at both sizes, by day and by night. */
async function faultsOf(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const violation of await violationsOn(page)) found.push(`${name}, ${size.width}: ${violation}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) found.push(`${name}, ${size.width}: ${overflow} px wider than the screen`);
  }
  await page.setViewportSize(SIZES[0] as (typeof SIZES)[number]);
  return found;
}

test("by axe: the front page, an event, signing in, the account", async ({ page }) => {
  test.slow();
  const faults: string[] = [];
  for (const [path, sign] of [
    ["/", /What is on/],
    [`/events/${EVENT}`, /Mariners/],
    ["/sign-in", /Your tickets/],
    ["/account", /You$/],
    ["/zh", /./],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: sign })).toBeVisible();
    await page.waitForLoadState("networkidle");
    faults.push(...(await faultsOf(page, path)));
  }
  expect(faults).toEqual([]);
});

test("by axe: the map, the list, held seats, checkout, an order unpaid and paid", async ({ page }) => {
  test.slow();
  const faults: string[] = [];
  // A train of small coaches: the rules look at every seat that is listed.
  const { seatsPath } = await lastPerformance("the-sleeper-to-vienna");
  await page.goto(seatsPath);
  await expect(page.getByRole("group", { name: "How many" })).toBeVisible();
  faults.push(...(await faultsOf(page, "map")));
  await page.goto(`${seatsPath}?view=list`);
  await page.locator("h2 > button", { hasText: "rows" }).first().click();
  await expect(page.getByRole("checkbox").first()).toBeVisible();
  faults.push(...(await faultsOf(page, "list")));
  await chooseBest(page, 2);
  await holdButton(page).click();
  await expect(page.getByRole("timer")).toBeVisible();
  faults.push(...(await faultsOf(page, "held")));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(payButton(page)).toBeEnabled();
  faults.push(...(await faultsOf(page, "checkout")));
  await page.getByLabel("Email").fill(newEmail("axe"));
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  await page.getByRole("link", { name: /Back/ }).click();
  await expect(page.getByText("Your seats are still held")).toBeVisible();
  faults.push(...(await faultsOf(page, "order, unpaid")));
  await payButton(page).click();
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  faults.push(...(await faultsOf(page, "order, paid")));
  expect(faults).toEqual([]);
});
