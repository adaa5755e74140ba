import type { RenderedCamera } from "html5-qrcode/esm/camera/core";
import { CameraFactory } from "html5-qrcode/esm/camera/factories";
import type { CodeReader } from "./code-reader.ts";

/** Wide enough for a code held at arm's length, and searched in a few milliseconds. */
const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } };
const READ_EVERY_MS = 66;

/** A lamp that can be switched. */
export interface Torch {
  switchTo(isOn: boolean): Promise<void>;
}

/** The rear camera while it is open. */
export interface OpenCamera {
  /** null when the camera has none. */
  readonly torch: Torch | null;
  close(): Promise<void>;
}

interface Watcher {
  readonly onCode: (text: string) => void;
  /** The reader broke down, or the camera was taken away. No code comes after it. */
  readonly onBroken: () => void;
}

/**
 * Shows the rear camera inside an element and reads it fifteen times a second. Rejects with the browser's error when the camera is refused,
 * missing or in use, and when codes cannot be read.
 */
export async function openCamera(into: HTMLElement, reader: CodeReader, watcher: Watcher): Promise<OpenCamera> {
  await reader.ready;
  const factory = await CameraFactory.failIfNotSupported();
  const found = await factory.create({ facingMode: "environment", ...PICTURE });
  const camera = await new Promise<RenderedCamera>((resolve, reject) => {
    const rendered = found.render(into, {}, { onRenderSurfaceReady: () => void rendered.then(resolve) });
    rendered.catch(reject);
  });
  const video = camera.getSurface();
  let isOver = false;
  const read = async () => {
    while (!isOver) {
      const startedMs = performance.now();
      const text = await reader.read(await createImageBitmap(video));
      if (text !== null && !isOver) watcher.onCode(text);
      await new Promise((resolve) => setTimeout(resolve, startedMs + READ_EVERY_MS - performance.now()));
    }
  };
  read().catch(() => !isOver && watcher.onBroken());
  const torch = camera.getCapabilities().torchFeature();
  return {
    torch: torch.isSupported() ? { switchTo: (isOn) => torch.apply(isOn) } : null,
    async close() {
      isOver = true;
      await camera.close();
    },
  };
}
