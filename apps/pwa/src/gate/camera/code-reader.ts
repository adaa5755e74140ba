/** What the reader's worker says: that it can read, and then for each picture what stands in it. */
export type ReaderMessage = { readonly kind: "ready" } | { readonly kind: "read"; readonly text: string | null };

/** Finds QR codes in pictures, on a thread of its own: whoever judges a code does not wait for the next picture to be searched. */
export interface CodeReader {
  /** Settles once codes can be read. Rejects when the reader cannot be had, as with no signal and none kept. */
  readonly ready: Promise<void>;
  /** Takes the picture away. One at a time. Rejects when the reader broke down. */
  read(picture: ImageBitmap): Promise<string | null>;
  close(): void;
}

/** Who waits for the worker's next word. */
interface Waiting {
  readonly settle: (text: string | null) => void;
  readonly fail: (error: Error) => void;
}

/** Starts a reader: fetches and compiles it, so that it is there, and kept for later, before the camera opens. */
export function startCodeReader(): CodeReader {
  const worker = new Worker(new URL("./code-reader-worker.ts", import.meta.url));
  let waiting: Waiting | null = null;
  let breakdown: Error | null = null;
  const nextWord = () =>
    new Promise<string | null>((settle, fail) => {
      if (breakdown) fail(breakdown);
      else waiting = { settle, fail };
    });
  const ready = nextWord().then(() => undefined);
  // Whoever opens the camera asks; until then nobody needs to hear that it failed.
  ready.catch(() => undefined);
  worker.addEventListener("message", ({ data }: MessageEvent<ReaderMessage>) =>
    waiting?.settle(data.kind === "read" ? data.text : null),
  );
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    breakdown = new Error("The reader of codes broke down", { cause: event.message });
    waiting?.fail(breakdown);
  });
  return {
    ready,
    read(picture) {
      const read = nextWord();
      worker.postMessage(picture, [picture]);
      return read;
    },
    close: () => worker.terminate(),
  };
}
