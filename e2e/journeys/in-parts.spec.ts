import { violationsOn } from "../axe.ts";
import { chooseBest, holdButton, inEnglish, paidHeading, payButton, payWith, signIn } from "../buyer.ts";
import { env } from "../env.ts";
import { db, lastPerformance, orderOf } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

/** Journeys of which legs are sold, and fairs of which days are. */
const TRAIN = "the-sleeper-to-vienna";
const FAIR = "the-small-press-fair";

/** What a place of the cheapest category costs for some cells, fee included. */
async function cheapest(performanceId: string, fromCell: number, toCell: number): Promise<number> {
  const fares = await db.fare.findMany({
    where: { fromCell, toCell, category: { performanceId } },
    include: { category: true },
  });
  return Math.min(...fares.map(({ faceMinor, category }) => faceMinor + category.feeMinor));
}

test("a way is chosen in the timetable, changed beside the map with the seats held, and paid at its fare", async ({
  page,
}) => {
  const { id } = await lastPerformance(TRAIN);
  await page.goto(`/events/${TRAIN}`);
  const timetable = page.locator("#dates");
  await expect(timetable.getByRole("heading", { name: "Timetable" })).toBeVisible();
  await timetable.getByLabel("From").selectOption({ label: "Utrecht" });
  await timetable.getByLabel("To").selectOption({ label: "Nuremberg" });
  // Three departures; the last is slower and its tickets are as dear as the others'.
  await expect(timetable.getByText("Fastest")).toHaveCount(2);
  expect(await violationsOn(page)).toEqual([]);
  await timetable.locator(`a[href*="${id}"]`).click();
  await page.waitForURL(/seats\?from=1&to=3/);
  await expect(page.getByLabel("From", { exact: true })).toHaveValue("1");

  await chooseBest(page, 1);
  await holdButton(page).click();
  await expect(page.getByRole("timer")).toBeVisible();
  // The seats go over to the shorter way in one step, and stay held.
  await page.getByLabel("To", { exact: true }).selectOption({ index: 0 });
  await expect(page).toHaveURL(/from=1&to=2/);
  await expect(page.getByRole("timer")).toBeVisible();
  expect(await violationsOn(page)).toEqual([]);

  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
  await expect(page.getByText("Utrecht to Cologne").filter({ visible: true })).toBeVisible();
  const email = newEmail("utrecht");
  await page.getByLabel("Email").fill(email);
  await payButton(page).click();
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  await expect(page.getByText("Utrecht to Cologne").first()).toBeVisible();

  const { lines, tickets } = await orderOf(email);
  expect(lines.every(({ fromCell, toCell }) => fromCell === 1 && toCell === 2)).toBe(true);
  const cells = await db.seatState.findMany({
    where: { performanceId: id, ticketId: tickets[0]?.id ?? "" },
    select: { seatIndex: true },
  });
  expect(cells).toEqual([{ seatIndex: (tickets[0]?.seatIndex ?? 0) * 5 + 1 }]);
  await page.goto("/tickets");
  await expect(page.getByText("Utrecht to Cologne").first()).toBeVisible();

  // The same seat is free from Cologne on, and gone for whoever would ride through.
  const seatAt = page.locator(`[data-seat="${tickets[0]?.seatIndex}"]`);
  for (const [way, count] of [
    ["from=2&to=3", 1],
    ["from=1&to=3", 0],
  ] as const) {
    await page.goto(`/performances/${id}/seats?${way}&view=list`);
    const section = page.locator("section h2 > button[aria-expanded]", { hasText: tickets[0]?.section ?? "" });
    await section.first().click();
    await expect(page.locator("[data-seat]").first()).toBeVisible();
    await expect(seatAt).toHaveCount(count);
  }
});

test("a day of a fair is bought by itself, at the price that its page says", async ({ page }) => {
  const { id, currency } = await lastPerformance(FAIR);
  await page.goto(`/events/${FAIR}`);
  const passes = page.locator("#dates");
  await expect(passes.getByRole("heading", { name: "Day passes" })).toBeVisible();
  const price = inEnglish(await cheapest(id, 1, 2), currency);
  const second = passes.getByRole("listitem").nth(1);
  await expect(second).toContainText(price);
  await second.getByRole("link").click();
  await page.waitForURL(/from=1&to=2/);
  await expect(page.getByLabel("Which days")).toHaveValue(/\d/);
  await chooseBest(page, 2);
  await holdButton(page).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
  const email = newEmail("fair");
  await page.getByLabel("Email").fill(email);
  await payButton(page).click();
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  const { tickets } = await orderOf(email);
  expect(tickets.map(({ fromCell, toCell }) => [fromCell, toCell])).toEqual([
    [1, 2],
    [1, 2],
  ]);
});

test("an organizer sells a journey by its stops, and buyers find its timetable", async ({ page, context }) => {
  test.slow();
  await page.setViewportSize({ width: 1280, height: 800 });
  await signIn(page, "joris@kade-concerts.example", { origin: env.ADMIN_URL });
  await page.goto(`${env.ADMIN_URL}/o/kade-concerts/events/new`);
  const title = `The ${newEmail("slow").split("@")[0]} train`;
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Kind").selectOption("transport");
  await page.getByRole("button", { name: "Make the event" }).click();
  await page.getByRole("button", { name: "Add a performance" }).click();
  await page.getByLabel("Venue").selectOption({ label: "Centraal, platform 9, Rotterdam" });
  await page.getByLabel("Chart").selectOption({ index: 1 });

  const day = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("Sale begins").fill(`${today}T10:00`);
  await page.getByLabel("Sale ends").fill(`${day}T09:00`);
  await page.getByLabel("Places are sold").selectOption("stops");
  await page.getByRole("button", { name: "Add a stop" }).click();
  const stops = page.getByRole("table", { name: "Stops, in order" });
  for (const [at, [name, arrives, leaves]] of (
    [
      ["Rotterdam", null, "09:00"],
      ["Antwerp", "10:10", "10:15"],
      ["Brussels", "11:00", null],
    ] as const
  ).entries()) {
    const row = stops.getByRole("row").nth(at + 1);
    await row.getByRole("textbox").first().fill(name);
    if (arrives) await stops.getByLabel(`Arrives, ${name}`).fill(`${day}T${arrives}`);
    if (leaves) await stops.getByLabel(`Leaves, ${name}`).fill(`${day}T${leaves}`);
  }
  const prices = page.getByRole("table", { name: /^Prices, tax included/ });
  const faces = prices.getByLabel(/^Price, /);
  for (let at = 0; at < (await faces.count()); at++) await faces.nth(at).fill("60");
  await page.getByRole("button", { name: "Fill in empty prices by length" }).click();
  const fares = page.getByRole("table", { name: /^Prices of parts/ });
  await expect(fares.getByLabel(/Rotterdam – Antwerp/).first()).not.toHaveValue("");
  expect(await violationsOn(page)).toEqual([]);
  await page.getByRole("button", { name: "Save the performance" }).click();
  await expect(page.getByRole("button", { name: "Save the performance" })).toHaveCount(0);

  await page
    .getByRole("button", { name: /^Put (it )?on show/ })
    .first()
    .click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Put it on show" }).click();
  await expect
    .poll(async () => (await db.event.findFirst({ where: { title } }))?.status, { timeout: 20_000 })
    .toBe("published");
  const { slug } = await db.event.findFirstOrThrow({ where: { title } });
  const buyer = await context.newPage();
  await buyer.goto(`${env.PWA_URL}/events/${slug}`);
  await expect(buyer.getByRole("heading", { name: "Timetable" })).toBeVisible();
  await buyer.locator("#dates").getByLabel("To").selectOption({ label: "Antwerp" });
  await expect(buyer.locator("#dates").getByText("1 h 10 min")).toBeVisible();
});
