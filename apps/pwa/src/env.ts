import { z } from "zod";

const runTimeEnv = z.object({
  /** Where people reach this app, without a path: addresses in metadata, sharing and JSON-LD start with it. */
  PWA_URL: z.url().transform((address) => new URL(address).origin),
  /** Shown by whoever asks for pages to be made anew. */
  REVALIDATE_SECRET: z.string().min(16),
});

export type RunTimeEnv = z.infer<typeof runTimeEnv>;

let known: RunTimeEnv | undefined;

/** What the running server must know. Throws when a value is missing; `instrumentation.ts` asks at boot, so no sale finds out first. */
export function env(): RunTimeEnv {
  known ??= runTimeEnv.parse(process.env);
  return known;
}

/** Where Next writes its build: a test's build stands beside that of a product which is up. */
export function distDir(): string {
  return process.env.NEXT_DIST_DIR || ".next";
}

/** The Node server, as opposed to the edge runtime for which Next also compiles `instrumentation.ts`. */
export function isNodeServer(): boolean {
  return process.env.NEXT_RUNTIME === "nodejs";
}

/** A built app, as opposed to one that is developed. */
export function isBuilt(): boolean {
  return process.env.NODE_ENV === "production";
}
