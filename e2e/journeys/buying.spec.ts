import { expect, test } from "@playwright/test";
import { holdBest, payWith } from "../buyer.ts";
import { db, lastPerformance } from "../house.ts";
import { letterTo, newEmail } from "../letters.ts";

const EVENT = "mariners-v-amstel-united";

test("a guest finds an event, takes the best seats, pays, and has tickets", async ({ page }) => {
  const email = newEmail("ines");
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Artist, team, place or route" }).click();
  await page.getByRole("searchbox").fill("mariners");
  await page
    .getByRole("link", { name: /Mariners v Amstel United/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /Mariners v Amstel United/ })).toBeVisible();
  await page.getByRole("link", { name: "Choose seats" }).first().click();
  await page.waitForURL(/\/seats/);
  await holdBest(page, new URL(page.url()).pathname);
  await expect(page.getByRole("heading", { name: "Your order" })).toBeVisible();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await payWith(page, "success");
  await expect(page.getByRole("heading", { name: "The seats are yours" })).toBeVisible();
  const mail = await letterTo(email);
  expect(mail.subject).toContain("Mariners");
  expect(await db.ticket.count({ where: { ownerEmail: email, status: "valid" } })).toBe(2);
});

test("a declined card, then success: with the same seats", async ({ page }) => {
  const email = newEmail("declined");
  const { seatsPath } = await lastPerformance(EVENT);
  await holdBest(page, seatsPath);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: /^Pay/ }).click();
  await payWith(page, "declined");
  await expect(page.getByText(/declined/i).first()).toBeVisible();
  await payWith(page, "success");
  await expect(page.getByRole("heading", { name: "The seats are yours" })).toBeVisible();
  const orders = await db.order.findMany({ where: { email }, include: { tickets: true } });
  expect(orders).toHaveLength(1);
  expect(orders[0]?.tickets).toHaveLength(2);
});

test("3-D Secure: the bank asks, the buyer proves it, the seats are theirs", async ({ page }) => {
  const { seatsPath } = await lastPerformance(EVENT);
  await holdBest(page, seatsPath, 1);
  await page.getByLabel("Email").fill(newEmail("secure"));
  await page.getByRole("button", { name: /^Pay/ }).click();
  await payWith(page, "threeDSecure");
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await expect(page.getByRole("heading", { name: "The seats are yours" })).toBeVisible();
});

test("walking away from the payment page: the seats are still held, and paying goes on", async ({ page }) => {
  const { seatsPath } = await lastPerformance(EVENT);
  await holdBest(page, seatsPath, 1);
  await page.getByLabel("Email").fill(newEmail("walker"));
  await page.getByRole("button", { name: /^Pay/ }).click();
  await page.waitForURL(/\/c\/pay\//);
  await page.getByRole("link", { name: /Back/ }).click();
  await page.waitForURL(/\/orders\//);
  await expect(page.getByText("Your seats are still held")).toBeVisible();
  await page.getByRole("button", { name: /^Pay/ }).click();
  await payWith(page, "success");
  await expect(page.getByRole("heading", { name: "The seats are yours" })).toBeVisible();
});

test("a hold is gone from everybody else's map", async ({ browser, page }) => {
  const { id, seatsPath } = await lastPerformance(EVENT);
  const snapshot = async () => {
    const input = encodeURIComponent(JSON.stringify({ performanceId: id }));
    const response = await page.request.get(`/api/trpc/availability.snapshot?input=${input}`);
    return ((await response.json()) as { result: { data: { seats: string } } }).result.data.seats;
  };
  const before = await snapshot();
  const other = await browser.newPage();
  await holdBest(other, seatsPath, 2);
  const taken = [...(await snapshot())].filter((byte, index) => byte === "H" && before[index] === "@");
  expect(taken).toHaveLength(2);
  await other.close();
});
