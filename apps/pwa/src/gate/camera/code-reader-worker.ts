import { prepareZXingModule } from "zxing-wasm/reader";
import type { ReaderMessage } from "./code-reader.ts";
import { findCode } from "./find-code.ts";

const canvas = new OffscreenCanvas(1, 1);
const pixels = canvas.getContext("2d", { willReadFrequently: true });

const tell = (message: ReaderMessage) => self.postMessage(message);

async function textIn(picture: ImageBitmap): Promise<string | null> {
  const { width, height } = picture;
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  pixels?.drawImage(picture, 0, 0);
  picture.close();
  const seen = pixels?.getImageData(0, 0, width, height);
  return seen ? findCode(seen) : null;
}

/** A failure that is thrown here is an `error` event there; a rejected promise would be heard by nobody. */
function orBreakDown(work: Promise<void>): void {
  work.catch((error: unknown) =>
    setTimeout(() => {
      throw error;
    }),
  );
}

self.addEventListener("message", ({ data }: MessageEvent<ImageBitmap>) =>
  orBreakDown(textIn(data).then((text) => tell({ kind: "read", text }))),
);

// By default the file would come from somebody else's server.
const file = new URL("zxing-wasm/reader/zxing_reader.wasm", import.meta.url).href;
const prepared = prepareZXingModule({ overrides: { locateFile: () => file }, fireImmediately: true });
orBreakDown(prepared.then(() => tell({ kind: "ready" })));
