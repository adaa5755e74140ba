import { randomUUID } from "node:crypto";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { violationsOn } from "../axe.ts";
import { buyBest, signIn } from "../buyer.ts";
import { fakeCamera, readCodeIn } from "../camera.ts";
import { newPhone, type Phone, workerIsReady } from "../devices.ts";
import {
  answer,
  figure,
  holdUp,
  nextGuest,
  pictureOfCode,
  scansOfGate,
  setUpGate,
  startScanning,
  typeCode,
  verdict,
} from "../door.ts";
import { env } from "../env.ts";
import { db, lastPerformance } from "../house.ts";
import { newEmail } from "../letters.ts";

const EVENT = "mariners-v-amstel-united";
const TITLE = /Mariners v Amstel United/;

/** The browsers of the guests of this journey. */
const guests: BrowserContext[] = [];

/** A guest with tickets, at the page of the first. */
async function openGuest(
  browser: Browser,
  quantity: number,
): Promise<{ page: Page; email: string; ticketIds: string[] }> {
  const email = newEmail("guest");
  const context = await browser.newContext({ deviceScaleFactor: 2 });
  guests.push(context);
  const page = await context.newPage();
  const { seatsPath } = await lastPerformance(EVENT);
  await buyBest(page, seatsPath, email, quantity);
  await page.goto("/tickets");
  await page.getByRole("link", { name: /Show the code/ }).click();
  await expect(page.getByRole("heading", { name: `Ticket 1 of ${quantity}` })).toBeVisible();
  const tickets = await db.ticket.findMany({ where: { ownerEmail: email }, select: { id: true } });
  return { page, email, ticketIds: tickets.map(({ id }) => id) };
}

/** The ticket whose page is open. */
async function shownTicket(page: Page) {
  const id = new URL(page.url()).searchParams.get("id") ?? "";
  return db.ticket.findUniqueOrThrow({ where: { id } });
}

const followingTicket = (page: Page) => page.getByRole("button", { name: "Next", exact: true }).click();

let phone: Phone;
let camera: ReturnType<typeof fakeCamera>;
let gateName: string;

test.describe.configure({ timeout: 240_000 });

test.beforeEach(async ({ contextOptions, launchOptions, viewport, locale, timezoneId }) => {
  const film = `${test.info().outputPath("camera")}.y4m`;
  camera = fakeCamera(film);
  phone = await newPhone({ ...contextOptions, ...launchOptions, viewport, locale, timezoneId }, camera.args);
  gateName = `Gate ${randomUUID().slice(0, 8)}`;
});

test.afterEach(async () => {
  await phone.close();
  // A ticket that is shown moves, and whoever leaves one open leaves a core to it.
  for (const context of guests.splice(0)) await context.close();
});

test("the pixels of a ticket's own code open the gate once; a copy, an old picture and a forgery do not", async ({
  browser,
}) => {
  const guest = await openGuest(browser, 2);
  await followingTicket(guest.page);
  await expect(guest.page.getByRole("heading", { name: "Ticket 2 of 2" })).toBeVisible();
  const screenshot = await pictureOfCode(guest.page);
  const takenAt = Date.now();
  await guest.page.getByRole("button", { name: "Previous" }).click();
  await expect(guest.page.getByRole("heading", { name: "Ticket 1 of 2" })).toBeVisible();
  const gate = await phone.restart();
  await setUpGate(gate, "femke@kade-concerts.example", TITLE, gateName);
  const { section, row, seat } = await shownTicket(guest.page);

  await startScanning(gate);

  await holdUp(guest.page, gate, camera);
  await expect(answer(gate)).toHaveText(new RegExp(`Welcome.*1 of 2.*Section${section}.*Row${row}.*Seat${seat}`));
  await expect(figure(gate, "Through this gate").first()).toHaveText("1");
  await nextGuest(gate, camera);

  // One letter of the signature, in the middle, where every letter counts.
  const code = readCodeIn(await pictureOfCode(guest.page));
  const at = Math.floor(code.length / 2);
  await typeCode(gate, code.slice(0, at) + (code[at] === "A" ? "B" : "A") + code.slice(at + 1));
  await expect(verdict(gate, "Not valid")).toBeVisible();
  await nextGuest(gate, camera);

  await holdUp(guest.page, gate, camera);
  await expect(answer(gate)).toHaveText(new RegExp(`Already used.*Went in at \\d\\d:\\d\\d by ${gateName}`));
  await nextGuest(gate, camera);

  // A code lives for its own step of 15 s and two on either side.
  await expect.poll(() => Date.now() - takenAt, { timeout: 60_000 }).toBeGreaterThan(46_000);
  camera.pointAt(screenshot);
  await expect(answer(gate)).toContainText(/Old code.*a screenshot, or a wrong clock/);
  await nextGuest(gate, camera);
  await followingTicket(guest.page);
  await expect(guest.page.getByRole("heading", { name: "Ticket 2 of 2" })).toBeVisible();
  await holdUp(guest.page, gate, camera);
  await expect(verdict(gate, "Welcome")).toBeVisible();

  await expect
    .poll(() => scansOfGate(gateName))
    .toEqual({ "in/WELCOME": 2, "refused/ALREADY_USED": 1, "refused/FORGED": 1, "refused/CODE_OLD": 1 });
});

test("what an organizer refunds, the gate refuses as soon as it has heard", async ({ browser }) => {
  const gate = await phone.restart();
  await setUpGate(gate, "joris@kade-concerts.example", TITLE, gateName);
  const guest = await openGuest(browser, 1);
  const code = readCodeIn(await pictureOfCode(guest.page));

  const office = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await signIn(office, "aylin@kade-concerts.example", { origin: env.ADMIN_URL });
  const order = await db.order.findFirstOrThrow({ where: { email: guest.email } });
  await office.goto(`${env.ADMIN_URL}/o/kade-concerts/orders/${order.id}`);
  await office.getByRole("button", { name: "Give money back" }).click();
  const dialog = office.getByRole("dialog");
  await dialog.getByLabel(/Reason/).fill("The buyer is ill");
  await dialog.getByRole("button", { name: /^Give .* back$/ }).click();
  await expect(dialog.getByRole("status").first()).toContainText("goes back");
  const [ticketId = ""] = guest.ticketIds;
  await expect.poll(() => db.revocation.count({ where: { ticketId } }), { timeout: 20_000 }).toBe(1);

  // The gate asks every five seconds; the answer after the next one it sends out holds the refund.
  await gate.waitForResponse((response) => response.url().includes("gate.bundle"));
  await gate.waitForResponse((response) => response.url().includes("gate.bundle"));
  await startScanning(gate);
  await typeCode(gate, code);
  await expect(answer(gate)).toContainText(/Not valid.*The money went back/);
});

test("a gate with no signal decides alone, forgets nothing over a restart, and each scan reaches the house once", async ({
  browser,
}) => {
  let gate = await phone.restart();
  await setUpGate(gate, "noor@kade-concerts.example", TITLE, gateName);
  await workerIsReady(gate);
  const guest = await openGuest(browser, 3);

  // Sold after the list was fetched, and never heard of: the code proves itself.
  await phone.switchNetwork(false);
  await expect(gate.getByText(/No signal since/)).toBeVisible();
  await startScanning(gate);
  await holdUp(guest.page, gate, camera);
  await expect(verdict(gate, "Welcome")).toBeVisible();
  await expect(figure(gate, "To be synced").first()).toHaveText("1");

  await gate.reload();
  await expect(figure(gate, "To be synced")).toHaveText("1");
  camera.lookAway();
  await startScanning(gate);
  await holdUp(guest.page, gate, camera);
  await expect(verdict(gate, "Already used")).toBeVisible();

  gate = await phone.restart();
  await gate.goto(`${env.PWA_URL}/gate`);
  await expect(figure(gate, "To be synced")).toHaveText("2");
  await followingTicket(guest.page);
  await expect(guest.page.getByRole("heading", { name: "Ticket 2 of 3" })).toBeVisible();
  camera.lookAway();
  await startScanning(gate);
  await holdUp(guest.page, gate, camera);
  await expect(verdict(gate, "Welcome")).toBeVisible();
  await nextGuest(gate, camera);
  await gate.getByRole("button", { name: "Pause scanning" }).click();
  expect(await scansOfGate(gateName)).toEqual({});

  await phone.switchNetwork(true);
  await expect(figure(gate, "To be synced")).toHaveText("0", { timeout: 40_000 });
  await expect(gate.getByText(/No signal since/)).toBeHidden();
  await gate.reload();
  await expect(figure(gate, "Through this gate")).toHaveText("2");
  await gate.waitForResponse((response) => response.url().includes("gate.bundle"));
  expect(await scansOfGate(gateName)).toEqual({ "in/WELCOME": 2, "refused/ALREADY_USED": 1 });

  await gate.getByRole("button", { name: "Leave this gate" }).click();
  await expect(gate.getByRole("button", { name: "Set up this gate" })).toBeVisible();
  await gate.reload();
  await expect(gate.getByRole("button", { name: "Set up this gate" })).toBeVisible();
});

test("a phone six times slower judges a code in a moment, and a gate opens anew with no signal", async ({
  browser,
}) => {
  let gate = await phone.restart();
  await setUpGate(gate, "joris@kade-concerts.example", TITLE, gateName);
  await workerIsReady(gate);
  const guest = await openGuest(browser, 3);
  await phone.switchNetwork(false);
  const devtools = await gate.context().newCDPSession(gate);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 6 });
  await startScanning(gate);
  const decidedMs: number[] = [];
  const wroteMs: number[] = [];
  for (const number of [1, 2, 3]) {
    await expect(guest.page.getByRole("heading", { name: `Ticket ${number} of 3` })).toBeVisible();
    await holdUp(guest.page, gate, camera);
    await expect(verdict(gate, "Welcome")).toBeVisible();
    for (const [name, times] of [
      ["gate decides", decidedMs],
      ["gate writes", wroteMs],
    ] as const) {
      times.push(await gate.evaluate((measure) => performance.getEntriesByName(measure)[0]?.duration ?? 0, name));
    }
    await nextGuest(gate, camera);
    if (number < 3) await followingTicket(guest.page);
  }
  gate = await phone.restart();
  const startedAt = performance.now();
  await gate.goto(`${env.PWA_URL}/gate`, { waitUntil: "commit" });
  await gate.getByRole("button", { name: "Start scanning" }).waitFor();
  const openedMs = performance.now() - startedAt;
  const middle = (times: readonly number[]) => times.toSorted((a, b) => a - b)[1] ?? Number.NaN;
  const [decides, writes] = [middle(decidedMs), middle(wroteMs)];
  test.info().annotations.push({
    type: "V8",
    description: `at sixfold throttle decides in ${decides.toFixed(1)} ms and writes in ${writes.toFixed(1)} ms; opens in ${openedMs.toFixed(0)} ms`,
  });
  // The goals are 10 ms and 1.5 s. The machine is busy with the guest's browser and the house meanwhile.
  expect(decides).toBeGreaterThan(0);
  expect(decides).toBeLessThan(100);
  expect(openedMs).toBeLessThan(4_000);
});

test("a new version takes over on a gate once it has its own reader of codes, which buyers' browsers do not keep", async () => {
  let gate = await phone.restart();
  await gate.goto(env.PWA_URL);
  await workerIsReady(gate);
  const keptReaders = (): Promise<number> =>
    gate.evaluate(async () =>
      (await caches.has("code-reader")) ? (await (await caches.open("code-reader")).keys()).length : -1,
    );
  expect(await keptReaders()).toBe(-1);
  await setUpGate(gate, "femke@kade-concerts.example", TITLE, gateName);
  await expect.poll(keptReaders).toBe(1);

  // The version before had another.
  await gate.evaluate(async () => {
    const cache = await caches.open("code-reader");
    for (const request of await cache.keys()) await cache.delete(request);
  });
  const worker = await (await gate.request.get(`${env.PWA_URL}/sw.js`)).text();
  const build = /shells-([\w-]{10,})/.exec(worker)?.[1] ?? "";
  phone.signal.putOut(build, `next-${build}`.slice(0, build.length));
  await gate.evaluate("navigator.serviceWorker.getRegistration().then((here) => here.update())");
  const states = "navigator.serviceWorker.getRegistration().then(({ waiting }) => waiting?.state)";
  await expect.poll(() => gate.evaluate(states), { timeout: 20_000 }).toBe("installed");

  await phone.switchNetwork(false);
  gate = await phone.restart();
  await gate.goto(`${env.PWA_URL}/gate`);
  expect(await gate.content()).toContain(`next-${build}`.slice(0, build.length));
  await startScanning(gate);
});

test("a guest who prints a ticket enters with the paper, and the moving code ends", async ({ browser }) => {
  const guest = await openGuest(browser, 1);
  const gate = await phone.restart();
  await setUpGate(gate, "femke@kade-concerts.example", TITLE, gateName);
  const moving = readCodeIn(await pictureOfCode(guest.page));
  const { orderId } = await shownTicket(guest.page);
  await guest.page.goto(`/orders/${orderId}`);
  await guest.page.getByRole("link", { name: /^PDF of/ }).click();
  await expect(guest.page.getByRole("button", { name: "Keep the moving code" })).toBeVisible();
  const ticketPage = guest.page.url();
  await guest.page.getByRole("button", { name: "Make the PDF" }).click();
  await guest.page.waitForURL(/\/pdf$/);
  await guest.page.goto(ticketPage);
  await expect(guest.page.getByText("On paper: this code stays as it is.", { exact: false })).toBeVisible();
  await startScanning(gate);
  await holdUp(guest.page, gate, camera);
  await expect(verdict(gate, "Welcome")).toBeVisible();
  await nextGuest(gate, camera);
  await typeCode(gate, moving);
  await expect(answer(gate)).toContainText(/Not valid.*The newer code enters/);
});

test("the gate and the tickets can be used by everybody, by day and by night", async ({ browser }) => {
  const gate = await phone.restart();
  await gate.goto(`${env.PWA_URL}/gate`);
  await expect(gate.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect(await violationsOn(gate)).toEqual([]);
  await setUpGate(gate, "noor@kade-concerts.example", TITLE, gateName);
  expect(await violationsOn(gate)).toEqual([]);
  await startScanning(gate);
  expect(await violationsOn(gate)).toEqual([]);
  await typeCode(gate, "not a ticket");
  await expect(verdict(gate, "Cannot read")).toBeVisible();
  expect(await violationsOn(gate)).toEqual([]);

  const guest = await openGuest(browser, 2);
  expect(await violationsOn(guest.page)).toEqual([]);
  await guest.page.goto("/tickets");
  await expect(guest.page.getByRole("link", { name: /Show the code/ })).toBeVisible();
  expect(await violationsOn(guest.page)).toEqual([]);
});
