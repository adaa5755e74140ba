import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db, lastPerformance } from "../house.ts";
import { expect, test } from "../watched.ts";

const HOUSE = "kade-concerts";
const WIDTHS = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

interface Screen {
  readonly name: string;
  /** Below the organizer's office. */
  readonly path: string;
  /** What is opened on it before it is looked at. */
  readonly open?: (page: Page) => Promise<void>;
}

/** Every screen of the office with what can be open on it. */
async function screensOfOffice(): Promise<Screen[]> {
  const { id: performanceId } = await lastPerformance("mariners-v-amstel-united");
  const { eventId } = await db.performance.findUniqueOrThrow({ where: { id: performanceId } });
  const order = await db.order.findFirstOrThrow({ where: { organizer: { slug: HOUSE }, status: "paid" } });
  const press = (name: string) => (page: Page) => page.getByRole("button", { name, exact: true }).first().click();
  return [
    { name: "events", path: "/events" },
    { name: "a new event, sent empty", path: "/events/new", open: press("Make the event") },
    { name: "an event", path: `/events/${eventId}` },
    { name: "a performance and its prices", path: `/events/${eventId}`, open: press("Change") },
    {
      name: "moving a performance",
      path: `/events/${eventId}`,
      open: async (page) => {
        await press("Change")(page);
        await page.getByRole("button", { name: /^Move: / }).click();
      },
    },
    { name: "taking an event back", path: `/events/${eventId}`, open: press("Take back") },
    { name: "venues", path: "/venues" },
    { name: "a new venue, sent empty", path: "/venues", open: sendEmptyVenue },
    { name: "a broken seating plan", path: "/venues", open: sendBrokenPlan },
    { name: "orders", path: "/orders" },
    { name: "orders, none found", path: "/orders?text=nobody-of-that-name" },
    { name: "orders to look at", path: "/orders/alerts" },
    { name: "an order", path: `/orders/${order.id}` },
    { name: "giving money back", path: `/orders/${order.id}`, open: press("Give money back") },
    {
      name: "live sales",
      path: `/performances/${performanceId}`,
      open: (page) => page.getByText("As a table").click(),
    },
    { name: "the books", path: "/finance" },
    { name: "the books of a month without anything", path: "/finance?month=2020-01" },
    { name: "comparing", path: "/finance/match" },
    { name: "the team", path: "/team" },
    { name: "inviting somebody, sent empty", path: "/team", open: inviteNobody },
    { name: "the history", path: "/audit" },
    { name: "the history, nothing fits", path: "/audit?from=2001-01-01&to=2001-01-01" },
    { name: "what is not there", path: "/events/00000000-0000-7000-8000-000000000000" },
  ];
}

async function inviteNobody(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  await page.getByRole("button", { name: "Send the letter" }).click();
}

async function sendEmptyVenue(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New venue" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
}

async function sendBrokenPlan(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Upload a seating plan" }).first().click();
  await page.getByLabel("Name of the chart").fill("Broken");
  await page
    .getByLabel("Plan, a pretix JSON file")
    .setInputFiles({ name: "plan.json", mimeType: "application/json", buffer: Buffer.from("{") });
  await page.getByRole("button", { name: "Read the plan" }).click();
  await expect(page.getByText("The file is not JSON")).toBeVisible();
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("main")).toBeVisible();
  await expect(page.locator("main[aria-busy=true], [aria-busy=true] table")).toHaveCount(0);
}

for (const size of WIDTHS) {
  test(`no screen of the office breaks a rule of accessibility, by day or night, ${size.width} wide`, async ({
    page,
  }) => {
    test.setTimeout(300_000);
    await page.setViewportSize(size);
    await page.goto(`${env.ADMIN_URL}/sign-in`);
    await settled(page);
    expect.soft(await violationsOn(page), "signing in").toEqual([]);
    await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
    for (const { name, path, open } of await screensOfOffice()) {
      await page.goto(`${env.ADMIN_URL}/o/${HOUSE}${path}`);
      await settled(page);
      await open?.(page);
      expect.soft(await violationsOn(page), name).toEqual([]);
    }
  });
}

test("the office is worked with the keyboard alone: to an order by arrows and Enter, and back", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, "aylin@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${env.ADMIN_URL}/o/${HOUSE}/orders`);
  const rows = page.getByRole("table", { name: "Orders" }).locator("tbody tr");
  await expect(rows.nth(2)).toBeVisible();
  await page.getByRole("searchbox").focus();
  await page.keyboard.press("Tab");
  await expect(page.getByLabel("Status")).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(rows.nth(2)).toBeFocused();
  const code = (await rows.nth(2).getByRole("link").textContent()) ?? "";
  expect(code).toMatch(/^\w{8}$/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(code);
  await page.goBack();
  await expect(rows.nth(2)).toContainText(code);
});
