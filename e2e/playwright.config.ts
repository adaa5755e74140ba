import { defineConfig } from "@playwright/test";
import { env } from "./env.ts";

/** Journeys in real Chromium over the product that the test command started. Each test has people and seats of its own. */
export default defineConfig({
  testDir: "journeys",
  outputDir: "../.local/test/playwright",
  // None of these is a promise of speed: the first journey meets servers that have just begun, on a machine that others may use.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  fullyParallel: false,
  retries: 0,
  use: {
    baseURL: env.PWA_URL,
    viewport: { width: 390, height: 844 },
    locale: "en-GB",
    timezoneId: "Europe/Amsterdam",
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // The page's snapshots say what was wrong; a film of every test besides would be painted for nothing.
    trace: { mode: "retain-on-failure", screenshots: false },
    launchOptions: {
      executablePath: env.CHROMIUM_PATH,
      chromiumSandbox: false,
      args: [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--disable-gpu",
        "--no-first-run",
      ],
    },
  },
});
