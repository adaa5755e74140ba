import { expect, type Page } from "@playwright/test";
import { signIn } from "./buyer.ts";
import type { FakeCamera } from "./camera.ts";
import { env } from "./env.ts";
import { db } from "./house.ts";

/** Signs staff in and makes this browser a gate of the event's performance. The gate is at rest afterwards. */
export async function setUpGate(page: Page, staff: string, event: RegExp, name: string): Promise<void> {
  await signIn(page, staff);
  await page.goto(`${env.PWA_URL}/gate`);
  await page.getByRole("radio", { name: event }).check();
  await page.getByLabel("Name of this gate").fill(name);
  await page.getByRole("button", { name: "Set up this gate" }).click();
  await expect(page.getByRole("button", { name: "Start scanning" })).toBeVisible();
}

/** What the gate says to a code, over the whole screen. A welcome goes by itself after two seconds. */
export const answer = (page: Page) => page.getByRole("alert").filter({ has: page.getByRole("heading", { level: 1 }) });

/** The word of it. */
export const verdict = (page: Page, word: string) => answer(page).getByRole("heading", { name: word });

/** Opens the camera. It looks at whatever it is pointed at, until the page is left. */
export async function startScanning(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Start scanning" }).click();
  await expect(page.getByText("Hold the code inside the corners")).toBeVisible();
}

/** Holds a guest's ticket before the camera until the gate answers. */
export async function holdUp(guest: Page, gate: Page, camera: FakeCamera): Promise<void> {
  camera.pointAt(await pictureOfCode(guest));
  await expect(answer(gate)).toBeVisible();
}

/** Takes the phone away from the camera, and taps a refusal away. */
export async function nextGuest(page: Page, camera: FakeCamera): Promise<void> {
  camera.lookAway();
  const next = page.getByRole("button", { name: "Next", exact: true });
  // A welcome goes by itself, perhaps under the finger.
  if (await next.isVisible()) await next.click({ timeout: 3_000 }).catch(() => undefined);
  await expect(answer(page)).toBeHidden();
}

/** Types a code instead of holding it before the camera. */
export async function typeCode(page: Page, code: string): Promise<void> {
  await page.getByRole("button", { name: "By hand" }).click();
  await page.getByRole("textbox", { name: "Code" }).fill(code);
  await page.getByRole("button", { name: "Check", exact: true }).click();
}

/** The picture of the code that a ticket's page shows now. The page must be at `/tickets/view`. */
export async function pictureOfCode(page: Page): Promise<Buffer> {
  const code = page.getByRole("img", { name: /^Ticket code/ });
  await expect(code).toBeVisible();
  return code.screenshot();
}

/** What the house knows of a gate's scans: how often each word was written. */
export async function scansOfGate(name: string): Promise<Record<string, number>> {
  const devices = await db.gateDevice.findMany({ where: { name }, select: { id: true } });
  const scans = await db.scan.findMany({
    where: { deviceId: { in: devices.map(({ id }) => id) } },
    select: { verdict: true },
  });
  const counts: Record<string, number> = {};
  for (const { verdict } of scans) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

/** A number of the foot of the gate's screen, by its caption. */
export const figure = (page: Page, caption: string) =>
  page.locator("dl > div", { has: page.getByText(caption, { exact: true }) }).locator("dd");
