import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { chooseBest, holdButton, paidHeading, payButton, payWith, signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db, orderOf, performancesOnSale } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

/** How organizers sell in steps: places kept back and released, so many and no more, a price for early birds. */
const EVENT = "the-glass-orchard";
const OFFICE = `${env.ADMIN_URL}/o/kade-concerts`;

/** An evening that no other journey buys. */
async function quietEvening() {
  const evening = (await performancesOnSale(EVENT)).at(-2);
  if (!evening) throw new Error(`${EVENT} has too few evenings`);
  const categories = await db.priceCategory.findMany({
    where: { performanceId: evening.id },
    orderBy: { chartCategory: "asc" },
  });
  return { ...evening, categories };
}

const waitingSeats = (performanceId: string) =>
  db.seatState.count({ where: { performanceId, releaseId: { not: null } } });

test("the office keeps a row back, buyers see it go, and it comes back to their map when it is opened", async ({
  page,
  context,
}) => {
  const { id, seatsPath } = await quietEvening();
  await page.goto(`${env.PWA_URL}${seatsPath}?view=list`);
  const sections = page.locator("section h2 > button[aria-expanded]");
  await sections.first().click();
  await expect(page.locator("[data-seat]").first()).toBeVisible();
  const inSection = await page.locator("[data-seat]").count();

  const office = await context.newPage();
  await office.setViewportSize({ width: 1280, height: 800 });
  await signIn(office, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  await office.goto(`${OFFICE}/performances/${id}`);
  const part = office.getByRole("region", { name: "Releases" });
  await part.getByRole("button", { name: "Keep places back" }).click();
  const name = `Partners ${newEmail("row").split("@")[0]}`;
  await part.getByLabel("Name, for your office only").fill(name);
  await part.getByRole("button", { name: "Keep places back" }).click();
  await expect(part.getByText("Pick places on the map")).toBeVisible();
  await part.locator("summary").first().click();
  const row = part.getByRole("checkbox", { name: /^Row / }).first();
  await row.check();
  await expect(part.getByText(/places? picked$/)).toBeVisible();
  expect(await violationsOn(office)).toEqual([]);
  await part.getByRole("button", { name: "Keep places back" }).click();
  const release = part.getByRole("listitem").filter({ hasText: name });
  await expect(release).toContainText("Until you open it");
  const kept = await waitingSeats(id);
  expect(kept).toBeGreaterThan(0);

  // The buyer's list hears of it without a reload.
  await expect(page.locator("[data-seat]")).toHaveCount(inSection - kept);
  await release.getByRole("button", { name: "Open" }).click();
  await office.getByRole("alertdialog").getByRole("button", { name: "Put on sale" }).click();
  await expect(release).toContainText("Opened");
  await expect(page.locator("[data-seat]")).toHaveCount(inSection);
  expect(await waitingSeats(id)).toBe(0);
});

/** Opens the form of a performance in the office. */
async function openForm(office: Page, performanceId: string) {
  const { eventId } = await db.performance.findUniqueOrThrow({ where: { id: performanceId } });
  await office.goto(`${OFFICE}/events/${eventId}`);
  await office.locator(`[data-opens="${performanceId}"]`).click();
}

async function saveForm(office: Page) {
  await office.getByRole("button", { name: "Save the performance" }).click();
  await expect(office.getByRole("button", { name: "Save the performance" })).toBeHidden();
}

test("so many are sold and no more, and a price for early birds goes to the first", async ({ page, context }) => {
  test.slow();
  const { id, seatsPath, categories } = await quietEvening();
  const cheapest = categories.toSorted((one, other) => one.faceMinor - other.faceMinor)[0];
  const sold = await db.ticket.count({
    where: { performanceId: id, status: "valid", categoryName: { startsWith: cheapest?.name ?? "" } },
  });
  const office = await context.newPage();
  await office.setViewportSize({ width: 1280, height: 800 });
  await signIn(office, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  await openForm(office, id);
  await office.getByRole("button", { name: "Add a quota" }).click();
  await office.getByLabel("What it bounds", { exact: true }).fill("Fire rule");
  await office.getByLabel("Fire rule, At most").fill(String(sold + 1));
  await office.getByLabel(`Fire rule, ${cheapest?.name}`).check();
  await office.getByRole("button", { name: "Add a reduced price" }).click();
  await office.getByLabel("For whom", { exact: true }).last().fill("Early bird");
  for (const { name } of categories) await office.getByLabel(`Early bird, ${name}`, { exact: true }).fill("9.00");
  await office.getByLabel("Early bird, At most", { exact: true }).fill("1");
  expect(await violationsOn(office)).toEqual([]);
  await saveForm(office);

  // The page's own facts are kept for some seconds by each process.
  await page.goto(seatsPath);
  await page.getByRole("button", { name: "More choices" }).click();
  await page.getByLabel("Price of a seat").selectOption(String((cheapest?.faceMinor ?? 0) + (cheapest?.feeMinor ?? 0)));
  await chooseBest(page, 2);
  await expect(async () => {
    await holdButton(page).click();
    await expect(page.getByText("Only 1 more ticket of this kind is sold.")).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await page.goto(seatsPath);
  await chooseBest(page, 2);
  await holdButton(page).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
  const choices = page.getByLabel(/^Price for /).filter({ visible: true });
  await expect(choices).toHaveCount(2);
  const early = (await choices.first().locator("option", { hasText: "Early bird" }).getAttribute("value")) ?? "";
  await expect(choices.first().locator(`option[value="${early}"]`)).toHaveText(/1 left$/);
  await choices.first().selectOption(early);
  await choices.last().selectOption(early);
  await expect(page.getByText("Only one is left at “Early bird”.").filter({ visible: true })).toBeVisible();
  await expect(choices.first()).toHaveValue("");
  await choices.first().selectOption(early);
  const email = newEmail("early");
  await page.getByLabel("Email").fill(email);
  await payButton(page).click();
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  const { lines } = await orderOf(email);
  expect(lines.filter(({ kind, tariffId }) => kind === "seat" && tariffId === early)).toHaveLength(1);

  // Whoever comes next sees the price and that it is gone.
  await page.goto(seatsPath);
  await chooseBest(page, 1);
  await holdButton(page).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
  const gone = choices.first().locator(`option[value="${early}"]`);
  await expect(gone).toBeDisabled();
  await expect(gone).toHaveText(/sold out$/);

  await openForm(office, id);
  await office.getByRole("button", { name: "Take off: Fire rule" }).click();
  await office.getByRole("button", { name: "Take off: Early bird" }).click();
  await saveForm(office);
});

test("a house that is sold out says when more comes on sale", async ({ page }) => {
  const release = await db.release.findFirstOrThrow({
    where: { openedAt: null, opensAt: { not: null } },
    include: { performance: { include: { event: true } } },
  });
  const { event } = release.performance;
  await page.goto(`${env.PWA_URL}/performances/${release.performanceId}/seats`);
  await expect(page.getByText(/^More seats come on sale /)).toBeVisible();
  await page.goto(`${env.PWA_URL}/events/${event.slug}`);
  await expect(page.getByText(/More on sale from /).first()).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);
});
