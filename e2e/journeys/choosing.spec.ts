import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { chooseBest, holdButton, paidHeading, payButton, payWith } from "../buyer.ts";
import { db, lastPerformance, orderOf } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const EVENT = "the-glass-orchard";

/** The first seat of a row's end where four stand free side by side with somebody or nobody beyond them, in an open section of the list. */
async function freeRun(page: Page): Promise<number> {
  const seats = await page
    .locator("[data-seat]")
    .evaluateAll((all) =>
      all
        .filter((seat) => !/wheelchair|companion/i.test(seat.getAttribute("aria-label") ?? seat.textContent ?? ""))
        .map((seat) => Number((seat as HTMLElement).dataset.seat)),
    );
  const free = new Set(seats);
  const first = seats.find((seat) => !free.has(seat - 1) && [1, 2, 3].every((step) => free.has(seat + step)));
  if (first === undefined) throw new Error("No four seats are free side by side");
  return first;
}

test("a choice that would leave a seat alone is mended in one tap, and then held", async ({ page }) => {
  const { seatsPath } = await lastPerformance(EVENT);
  await page.goto(`${seatsPath}?view=list`);
  const sections = page.locator("h2 button[aria-expanded]");
  await sections.first().click();
  const first = await freeRun(page);
  await page.locator(`[data-seat="${first + 1}"]`).click();
  await page.locator(`[data-seat="${first + 2}"]`).click();

  const notice = page.getByRole("status").filter({ hasText: "would be left alone" });
  await expect(notice).toBeVisible();
  await expect(holdButton(page)).toBeDisabled();
  expect(await violationsOn(page)).toEqual([]);
  await notice.getByRole("button", { name: /^Take .* instead$/ }).click();
  await expect(notice).toHaveCount(0);
  await holdButton(page).click();
  await expect(page.getByRole("timer")).toBeVisible();
});

test("the best seats follow budget, section and step-free, and say why they are good", async ({ page }) => {
  const { id, seatsPath } = await lastPerformance("night-ferry");
  await page.goto(seatsPath);
  const offers = page.getByRole("button", { name: /, row .+, seats? / });
  await expect(offers.first()).toContainText(/clear view/i);
  await page.getByRole("button", { name: "More choices" }).click();
  await expect(offers).toHaveCount(5);

  const cheapest = await db.priceCategory.findFirstOrThrow({
    where: { performanceId: id },
    orderBy: { faceMinor: "asc" },
  });
  const minor = cheapest.faceMinor + cheapest.feeMinor;
  await page.getByLabel("Price of a seat").selectOption(String(minor));
  await expect(offers.first()).toContainText(`€${((2 * minor) / 100).toFixed(2)}`);
  await page.getByLabel("Price of a seat").selectOption("");

  const zone = page.getByRole("group", { name: "What the seats shall be like" }).getByLabel("Section");
  await zone.selectOption({ index: 3 });
  const section = await zone.locator("option:checked").textContent();
  await expect(offers.first()).toContainText(`${section}, row`);
  await zone.selectOption("");

  await page.getByRole("button", { name: "Step-free" }).click();
  await expect(offers.first()).toContainText(/step-free, with companion/i);
  await offers.first().click();
  await holdButton(page).click();
  await expect(page.getByRole("timer")).toBeVisible();
});

test("a child sits beside a grown-up, at a child's price from the order to the ticket", async ({ page }) => {
  const { seatsPath } = await lastPerformance(EVENT);
  await page.goto(seatsPath);
  await chooseBest(page, 2);
  await expect(page.getByText("Reduced prices can be chosen in the next step.")).toBeVisible();
  await holdButton(page).click();
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/checkout\//);
  const before = await payButton(page).textContent();
  const prices = page.getByRole("combobox", { name: /^Price for / }).filter({ visible: true });
  await expect(prices).toHaveCount(2);
  await prices.nth(1).selectOption({ label: (await prices.nth(1).locator("option").nth(1).textContent()) ?? "" });
  await expect(payButton(page)).not.toHaveText(before ?? "");
  await expect(payButton(page)).toBeEnabled();
  expect(await violationsOn(page)).toEqual([]);
  const email = newEmail("family");
  await page.getByLabel("Email").fill(email);
  await payButton(page).click();
  await payWith(page, "success");
  await expect(paidHeading(page)).toBeVisible();
  const { lines, tickets } = await orderOf(email);
  expect(lines.filter(({ tariffId }) => tariffId !== null)).not.toHaveLength(0);
  expect(tickets.map(({ categoryName }) => categoryName.endsWith(", Child")).sort()).toEqual([false, true]);
});

test("while its seats are on their way, a house is seen by its sections, and then by its seats", async ({ page }) => {
  const { seatsPath } = await lastPerformance("night-ferry");
  // The line stops after the first part of the chart, as a slow one does, until the test lets it go on.
  await page.addInitScript(() => {
    const real = window.fetch;
    const hold = new Promise<void>((goOn) => {
      (window as unknown as { goOn: () => void }).goOn = goOn;
    });
    window.fetch = async (...asked) => {
      const answer = await real(...asked);
      if (!String(asked[0]).includes("/api/charts/")) return answer;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const sketchEnd = 8 + new DataView(bytes.buffer).getUint32(4);
      const body = new ReadableStream({
        async start(stream) {
          stream.enqueue(bytes.slice(0, sketchEnd + 10));
          await hold;
          stream.enqueue(bytes.slice(sketchEnd + 10));
          stream.close();
        },
      });
      return new Response(body, { headers: answer.headers });
    };
  });
  await page.goto(seatsPath);
  await expect(page.getByText("The map is coming")).toBeVisible();
  const map = page.getByRole("group", { name: "Seat map" });
  await expect(map).toBeVisible();
  // Something of the house is drawn: its picture has more than one colour.
  const coloursOfMap = () =>
    map.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const seen = new Set<number>();
      for (let at = 0; at < pixels.length; at += 4 * 97) {
        seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
      }
      return seen.size;
    });
  await expect.poll(coloursOfMap).toBeGreaterThan(3);
  const offers = page.getByRole("button", { name: /, row .+, seats? / });
  await expect(offers).toHaveCount(0);
  await page.evaluate(() => (window as unknown as { goOn: () => void }).goOn());
  await expect(offers.first()).toBeVisible();
  await expect(page.getByText("The map is coming")).toHaveCount(0);
});
