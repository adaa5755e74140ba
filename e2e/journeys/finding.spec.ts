import type { Page } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { env } from "../env.ts";
import { signIn } from "../buyer.ts";
import { tellSearch } from "../house.ts";
import { newEmail } from "../letters.ts";
import { expect, test } from "../watched.ts";

const field = (page: Page) => page.getByRole("searchbox");
const results = (page: Page) => page.locator("main ul.list h3");
const filters = (page: Page) => page.getByRole("group", { name: "Filters" });

test("from home: a misspelt name finds the event, and back leads to what was found", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("main").getByRole("link", { name: "Artist, team, place or route" }).click();
  await page.waitForURL("/search");
  await field(page).pressSequentially("nihgt fery");
  await expect(results(page).first()).toHaveText("Night Ferry");
  await expect(page.getByText("For night ferry")).toBeVisible();
  await expect(page).toHaveURL(/\/search\?q=nihgt\+fery$/);
  await results(page).first().click();
  await page.waitForURL(/\/events\/night-ferry$/);
  await page.goBack();
  await expect(field(page)).toHaveValue("nihgt fery");
  await expect(results(page).first()).toHaveText("Night Ferry");
  // What was looked for is remembered on this device, and can be forgotten.
  await field(page).fill("");
  await page.getByRole("button", { name: "nihgt fery", exact: true }).click();
  await expect(results(page).first()).toHaveText("Night Ferry");
  await field(page).fill("");
  await page.getByRole("button", { name: "Forget “nihgt fery”" }).click();
  await expect(page.getByRole("region", { name: "Searched before" })).toHaveCount(0);
});

test("filters stand in the address: a reload and a shared link show the same, back takes the last one away", async ({
  page,
}) => {
  await page.goto("/search");
  await filters(page)
    .getByRole("button", { name: /^Shows/ })
    .click();
  await expect(page).toHaveURL(/kind=show$/);
  await filters(page).getByRole("button", { name: "Anywhere" }).click();
  const sheet = page.getByRole("dialog", { name: "Where" });
  await sheet.getByRole("button", { name: /^All \d+ places/ }).click();
  await sheet.getByRole("radio", { name: /^Rotterdam/ }).check();
  await sheet.getByRole("button", { name: /^Show \d+ event/ }).click();
  await expect(page).toHaveURL(/kind=show&city=Rotterdam$/);
  const found = page
    .locator("main")
    .getByText(/^\d+ events? found$/)
    .last();
  const rows = page.locator("main ul.list[aria-busy=false] > li");
  // While a list is looked for there are no rows, of which each would be in Rotterdam.
  const areThere = async () => {
    const texts = await rows.allTextContents();
    return texts.length > 1 && texts.every((row) => row.includes("Rotterdam"));
  };
  await expect.poll(areThere).toBe(true);
  const count = await found.textContent();
  await page.reload();
  await expect(found).toHaveText(count ?? "");
  await page.goBack();
  await expect(page).toHaveURL(/kind=show$/);
  await expect(filters(page).getByRole("button", { name: "Anywhere" })).toBeVisible();
  await expect(found).not.toHaveText(count ?? "");
});

test("near me asks the device, in search and at home", async ({ page, context }) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 51.9, longitude: 4.5 });
  await page.goto("/search");
  await filters(page).getByRole("button", { name: "Anywhere" }).click();
  await page.getByRole("dialog").getByRole("radio", { name: "Near me" }).click();
  await expect(page).toHaveURL(/near=51.9%2C4.5&km=50/);
  await page.keyboard.press("Escape");
  await expect(filters(page).getByRole("button", { name: "Within 50 km" })).toBeFocused();
  await page.goto("/");
  await page.getByRole("heading", { level: 1 }).getByRole("button").click();
  await page.getByRole("dialog").getByRole("button", { name: "Near me" }).click();
  await page.waitForURL("/in/rotterdam");
});

test("an artist beside the results is a search of their own, which the tab at the foot takes away again", async ({
  page,
}) => {
  await page.goto("/search?q=night+ferry");
  await page.getByRole("region", { name: "Or did you mean" }).getByRole("link", { name: "Night Ferry" }).click();
  await expect(page).toHaveURL(/performer=/);
  await expect(field(page)).toHaveValue("");
  await expect(filters(page).getByRole("button", { name: "Night Ferry" })).toBeVisible();
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Search" }).click();
  await expect(page.getByRole("heading", { name: "Popular now" })).toBeVisible();
  await page.goto("/search?from=2026-02-31&near=,&genre=rock,rock,x&q=%00ferry");
  await expect(results(page).first()).toContainText("Ferry");
});

test("a day is typed over another one without losing the field, and years of few digits are waited out", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/search?from=2027-01-01&until=2027-11-28");
  const until = page.getByRole("complementary", { name: "Filters" }).getByLabel("Until");
  await expect(until).toHaveValue("2027-11-28");
  await until.focus();
  await page.keyboard.type("12202028");
  await expect(until).toHaveValue("2028-12-20");
  await expect(until).toBeFocused();
  await expect(page).toHaveURL(/until=2028-12-20/);
});

test("days have the names of the reader's own week, whatever day it was where the page was made", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const days = page.getByRole("complementary", { name: "Filters" }).getByRole("group", { name: "When" });
  for (const [now, name, address] of [
    ["2026-11-29T12:00:00+01:00", "Next weekend", "from=2026-12-04&until=2026-12-06"],
    ["2026-12-02T12:00:00+01:00", "This weekend", "from=2026-12-04&until=2026-12-06"],
  ] as const) {
    await page.clock.setFixedTime(now);
    await page.goto("/search");
    await days.getByRole("radio", { name }).check();
    await expect(page).toHaveURL(new RegExp(address));
    await expect(days.getByRole("radio")).toHaveCount(6);
  }
});

test("when nothing fits the nearest is shown, and says what was given up", async ({ page }) => {
  await page.goto("/search?q=night+ferry&city=Tokyo");
  await expect(page.getByRole("heading", { name: "Nothing fits that" })).toBeVisible();
  await expect(page.getByText("In other places there is this.")).toBeVisible();
  await expect(results(page).first()).toHaveText("Night Ferry");
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(page.getByRole("heading", { name: "Popular now" })).toBeVisible();
});

test("with the engine gone, search answers all the same, and health says so", async ({ page }) => {
  await tellSearch("stop");
  try {
    await page.goto("/search?q=night+ferry");
    await expect(results(page).first()).toHaveText("Night Ferry");
    await expect(page.getByText("Search is simpler for a moment")).toBeVisible();
    const health = await (await fetch(`${env.PWA_URL}/api/health`)).json();
    expect(health.dependencies).toContainEqual(expect.objectContaining({ name: "meilisearch", ok: false }));
    expect(health.ok).toBe(true);
  } finally {
    await tellSearch("start");
  }
  await expect
    .poll(async () => {
      await page.goto("/search?q=nihgt+fery");
      await expect(results(page).first()).toBeVisible();
      return results(page).first().textContent();
    })
    .toBe("Night Ferry");
});

test("home begins in the city that was chosen last, and everywhere again when that is chosen", async ({ page }) => {
  await page.goto("/");
  const place = page.getByRole("heading", { level: 1 }).getByRole("button");
  await place.click();
  await page
    .getByRole("dialog")
    .getByRole("link", { name: /^Rotterdam/ })
    .click();
  await page.waitForURL("/in/rotterdam");
  await expect(place).toContainText("Rotterdam");
  await page.goto("/");
  await page.waitForURL("/in/rotterdam");
  await place.click();
  await page.getByRole("dialog").getByRole("link", { name: "Everywhere" }).click();
  await page.waitForURL(/:\d+\/$/);
  await expect(place).toContainText("What is on");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Search" }).click();
  await page.waitForURL("/search");
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Discover" }).click();
  await expect(place).toContainText("What is on");
  // Where nothing is on any more, home is everywhere again, also for whoever had it there.
  await page.context().addCookies([{ name: "usher_place", value: "atlantis", url: env.PWA_URL }]);
  await page.goto("/");
  await expect(place).toContainText("What is on");
  await page.goto("/");
  await page.waitForURL(/:\d+\/$/);
});

test("of what goes on sale one is reminded, by calendar or by mail", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("button", { name: /^Remind: / })
    .first()
    .click();
  const sheet = page.getByRole("dialog", { name: "Be there when the sale opens" });
  const entry = sheet.getByRole("link", { name: "Put it into my calendar" });
  const response = await page.request.get((await entry.getAttribute("href")) ?? "");
  expect(response.headers()["content-type"]).toContain("text/calendar");
  expect(await response.text()).toContain("BEGIN:VALARM");
  await expect(sheet.getByRole("link", { name: "Sign in for a mail" })).toBeVisible();
  await signIn(page, newEmail("early"));
  await page.goto("/events/fjallvinter");
  await page.getByRole("button", { name: "Remind: Fjällvinter" }).click();
  await sheet.getByRole("button", { name: "Send me a mail" }).click();
  await expect(sheet.getByText(/^We write to /)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Set: Fjällvinter" })).toBeVisible();
});

test("by axe: a city, search with its sheets, at both sizes", async ({ page }) => {
  test.slow();
  const faults: string[] = [];
  const look = async (name: string) => {
    for (const violation of await violationsOn(page)) faults.push(`${name}: ${violation}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (overflow > 0) faults.push(`${name}: ${overflow} px wider than the screen`);
  };
  for (const size of [
    { width: 390, height: 844 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(size);
    await page.goto("/in/rotterdam");
    await page.waitForLoadState("networkidle");
    await look(`city ${size.width}`);
    await page.goto("/zh/search?q=%E5%A4%9C%E8%88%AA");
    await expect(results(page).first()).toBeVisible();
    await look(`search ${size.width}`);
    await page.goto("/search?q=qqqq+zzzz");
    await expect(page.getByRole("heading", { name: "Nothing fits that" })).toBeVisible();
    await look(`nothing ${size.width}`);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/search?kind=show");
  for (const name of ["Anywhere", "Any date", "More"]) {
    await filters(page).getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await look(`sheet ${name}`);
    await page.keyboard.press("Escape");
  }
  expect(faults).toEqual([]);
});

test("a search in the address stands in its page before any script runs, and is asked once", async ({
  browser,
  page,
}) => {
  const bare = await browser.newContext({ javaScriptEnabled: false, baseURL: env.PWA_URL });
  const still = await bare.newPage();
  for (const [address, name] of [
    ["/search?q=night+ferry", "Night Ferry"],
    ["/zh/search?q=night+ferry", "夜航渡轮"],
  ] as const) {
    await still.goto(address);
    await expect(results(still).first()).toHaveText(name);
    await expect(field(still)).toHaveValue("night ferry");
  }
  await bare.close();

  // Where the reader's day is that of the page, what the page brought is all that is asked.
  await page.clock.setFixedTime(new Date(`${new Date().toISOString().slice(0, 10)}T12:00:00Z`));
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("search.events")) asked.push(request.url());
  });
  await page.goto("/search?q=night+ferry");
  await expect(results(page).first()).toHaveText("Night Ferry");
  await page.getByRole("button", { name: "Clear the words" }).click();
  await expect(page.getByRole("heading", { name: "Popular now" })).toBeVisible();
  expect(asked.filter((url) => url.includes("ferry"))).toEqual([]);
});
