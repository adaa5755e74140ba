"use client";

import { useEffect, useRef, useState } from "react";
import { SIGNING_OUT } from "../account/sign-out-event.ts";
import type { PageMessage } from "./messages.ts";

interface WorkerRegistrationProps {
  /** Only built apps have a worker: the development server changes its files under a cache. */
  readonly isBuilt: boolean;
  readonly words: { readonly newVersion: string; readonly reload: string };
}

/**
 * Registers the service worker, and offers a reload when a new version waits. It never reloads by itself: the reader may
 * be paying.
 */
export function WorkerRegistration({ isBuilt, words }: WorkerRegistrationProps) {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  const isReloadWanted = useRef(false);
  useEffect(() => {
    if (!isBuilt || !("serviceWorker" in navigator)) return;
    const workers = navigator.serviceWorker;
    const tellSigningOut = () => workers.controller?.postMessage("SIGNING_OUT" satisfies PageMessage);
    const reloadIfWanted = () => {
      if (isReloadWanted.current) window.location.reload();
    };
    window.addEventListener(SIGNING_OUT, tellSigningOut);
    workers.addEventListener("controllerchange", reloadIfWanted);
    // Without a worker everything works but the network's absence, so a refusal is no fault to show.
    watchForNewVersion(workers, setWaiting).catch(() => undefined);
    return () => {
      window.removeEventListener(SIGNING_OUT, tellSigningOut);
      workers.removeEventListener("controllerchange", reloadIfWanted);
    };
  }, [isBuilt]);
  const takeOver = () => {
    isReloadWanted.current = true;
    waiting?.postMessage("TAKE_OVER" satisfies PageMessage);
  };
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(88px+env(safe-area-inset-bottom))] z-60 flex justify-center px-4 lg:bottom-6"
    >
      {waiting && (
        <p className="pointer-events-auto flex min-h-13 items-center gap-3 rounded-press bg-text pr-2 pl-4 text-14 text-page shadow-lift forced-colors:border">
          {words.newVersion}
          <button
            type="button"
            onClick={takeOver}
            className="min-h-12 rounded-lg px-3 font-[680] underline underline-offset-3"
          >
            {words.reload}
          </button>
        </p>
      )}
    </div>
  );
}

async function watchForNewVersion(
  workers: ServiceWorkerContainer,
  onWaiting: (worker: ServiceWorker) => void,
): Promise<void> {
  await pageIsLoaded();
  const registration = await workers.register("/sw.js", { scope: "/", updateViaCache: "none" });
  // With no controller this is the first worker, which takes over without asking.
  if (registration.waiting && workers.controller) onWaiting(registration.waiting);
  registration.addEventListener("updatefound", () => {
    const worker = registration.installing;
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && workers.controller) onWaiting(worker);
    });
  });
  const { active } = await workers.ready;
  if (!workers.controller) active?.postMessage("TAKE_IN" satisfies PageMessage);
}

/** A new worker takes in the whole app, which would share a slow network with what this page itself still waits for. */
function pageIsLoaded(): Promise<void> {
  if (document.readyState === "complete") return Promise.resolve();
  return new Promise((resolve) => window.addEventListener("load", () => resolve(), { once: true }));
}
