import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  expect,
  type LaunchOptions,
  type Page,
} from "@playwright/test";
import { openSignal, type Signal } from "./signal.ts";

/** A phone: a browser with a disk of its own, which outlives its restarts, and a signal that a test decides. */
export interface Phone {
  readonly signal: Signal;
  /** A folder that goes when the phone does. */
  readonly folder: string;
  /** Starts the browser, closing it first if it runs. Answers with its one page, which has loaded nothing yet. */
  restart(): Promise<Page>;
  /** Closes the browser. What it kept stays on its disk. */
  shut(): Promise<void>;
  /** Off: the browser knows that it has no network, and none there is. */
  switchNetwork(isOn: boolean): Promise<void>;
  close(): Promise<void>;
}

/** Takes a new phone out of its box. */
export async function newPhone(
  options: LaunchOptions & BrowserContextOptions,
  args: readonly string[] = [],
): Promise<Phone> {
  const folder = await mkdtemp(join(tmpdir(), "usher-phone-"));
  const signal = await openSignal();
  let context: BrowserContext | null = null;
  let isOn = true;
  const shut = async () => {
    await context?.close();
    context = null;
  };
  return {
    signal,
    folder,
    shut,
    async restart() {
      await shut();
      context = await chromium.launchPersistentContext(join(folder, "profile"), {
        ...options,
        args: [...(options.args ?? []), ...args],
        proxy: signal.proxy,
        offline: !isOn,
      });
      return context.pages()[0] ?? context.newPage();
    },
    async switchNetwork(next) {
      isOn = next;
      signal.become(isOn ? "good" : "none");
      await context?.setOffline(!isOn);
    },
    async close() {
      await shut();
      await signal.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves once a page's service worker is at work, with all that opens pages without a network. */
export async function workerIsReady(page: Page): Promise<void> {
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  await expect.poll(() => page.evaluate("navigator.serviceWorker.controller?.state")).toBe("activated");
}
