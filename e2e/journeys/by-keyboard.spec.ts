import type { Locator, Page } from "@playwright/test";
import { CARDS, paidHeading } from "../buyer.ts";
import { lastPerformance } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

/** More stops than any page has between two things that a buyer needs. */
const MOST_STOPS = 80;

/** What has the focus, and whether one can see that it has. */
function focusNow(page: Page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: "nothing", isSeen: false };
    const name = `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent ?? ""}`.slice(0, 80);
    // A seat of the map's grid is heard; what is seen of it is the ring on the map and the panel that names it.
    const shown = element.closest('[role="grid"].sr-only')?.parentElement ?? element;
    const box = shown.getBoundingClientRect();
    const style = getComputedStyle(element);
    const label = element.closest("label");
    const isMarked =
      style.outlineStyle !== "none" || shown !== element || (label && getComputedStyle(label).boxShadow !== "none");
    const isOnScreen =
      box.width > 1 &&
      box.height > 1 &&
      box.bottom > 0 &&
      box.top < innerHeight &&
      box.right > 0 &&
      box.left < innerWidth;
    return { name, isSeen: Boolean(isMarked) && isOnScreen };
  });
}

/** Presses Tab until something has the focus. At every stop the focus must be somewhere, and be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    const { name, isSeen } = await focusNow(page);
    // The end of the page is the browser's own furniture: then Tab begins again.
    if (name !== "nothing") {
      passed.push(name);
      expect(isSeen, `the focus is seen on: ${passed.slice(-3).join(" → ")}`).toBe(true);
    }
    if (await target.evaluate((element) => element === document.activeElement).catch(() => false)) return;
  }
  throw new Error(`Tab does not come to it. It came to:\n${passed.join("\n")}`);
}

async function payByKeyboard(page: Page): Promise<void> {
  await page.waitForURL(/\/c\/pay\//);
  for (const [field, text] of [
    ["cc-number", CARDS.success],
    ["cc-exp", "12 / 34"],
    ["cc-csc", "123"],
    ["cc-name", "Ines Duarte"],
  ] as const) {
    await tabTo(page, page.locator(`[autocomplete=${field}]`));
    await page.keyboard.type(text);
  }
  await page.keyboard.press("Enter");
}

test("from the front page to the tickets with no mouse, through the map's grid", async ({ page }) => {
  await page.goto("/");
  await tabTo(page, page.getByRole("main").getByRole("link", { name: "Artist, team, place or route" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search/);
  await tabTo(page, page.getByRole("searchbox"));
  await page.keyboard.type("mariners amstel");
  await expect(page.locator("main ul.list h3").first()).toHaveText("Mariners v Amstel United");
  await tabTo(page, page.getByRole("link", { name: /Mariners v Amstel United/ }).first());
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/events\//);
  await tabTo(page, page.getByRole("link", { name: "Choose seats" }).first());
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/seats/);

  const grid = page.getByRole("grid");
  await expect(grid).toHaveCount(1);
  await tabTo(page, grid.locator("[data-seat][tabindex='0']"));
  const chosen: string[] = [];
  for (let step = 0; step < 40 && chosen.length < 2; step++) {
    const seat = page.locator("[data-seat]:focus");
    const name = (await seat.textContent()) ?? "";
    if (/available/.test(name)) {
      await page.keyboard.press("Space");
      await expect(seat).toHaveAttribute("aria-checked", "true");
      chosen.push(name);
    }
    await page.keyboard.press(chosen.length === 1 && step % 7 === 6 ? "ArrowDown" : "ArrowRight");
    expect((await focusNow(page)).name).not.toBe("nothing");
  }
  expect(chosen).toHaveLength(2);

  await tabTo(page, page.getByRole("button", { name: /^Hold/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("timer")).toBeVisible();
  // The news of it has the focus: reading goes on from there.
  await expect(page.getByRole("heading", { name: "Your seats" })).toBeFocused();
  await tabTo(page, page.getByRole("button", { name: "Continue" }));
  await page.keyboard.press("Enter");

  await page.waitForURL(/\/checkout\//);
  await tabTo(page, page.getByLabel("Email"));
  await page.keyboard.type(newEmail("keys"));
  await page.keyboard.press("Enter");
  await payByKeyboard(page);
  await expect(paidHeading(page)).toBeVisible();
  await tabTo(page, page.getByRole("link", { name: "Open tickets" }));
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/tickets/);
  await tabTo(page, page.getByRole("link", { name: /Show the codes/ }).first());
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: /^Ticket code/ }).first()).toBeVisible();
});

test("seats by keyboard in the list: choose, let go, hold, and let the hold go", async ({ page }) => {
  const { seatsPath } = await lastPerformance("the-sleeper-to-vienna");
  await page.goto(seatsPath);
  await expect(page.getByRole("group", { name: "How many" })).toBeVisible();
  const list = page.getByRole("radio", { name: "List" }).or(page.getByRole("button", { name: "List" }));
  await tabTo(page, list.first());
  await page.keyboard.press("Space");
  const section = page.locator("section h2 > button[aria-expanded]", { hasText: "rows" }).first();
  await tabTo(page, section);
  await page.keyboard.press("Enter");
  await expect(section).toHaveAttribute("aria-expanded", "true");
  await tabTo(page, page.locator("[data-seat][tabindex='0']"));
  for (const checked of ["true", "false", "true"]) {
    await page.keyboard.press("Space");
    await expect(page.locator("[data-seat]:focus")).toHaveAttribute("aria-checked", checked);
  }
  await tabTo(page, page.getByRole("button", { name: /^Hold/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("timer")).toBeVisible();
  await tabTo(page, page.getByRole("button", { name: /^Let go/ }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("timer")).toHaveCount(0);
});
