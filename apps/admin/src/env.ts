import { z } from "zod";

const runTimeEnv = z.object({
  /** Where the office reaches this app, without a path. */
  ADMIN_URL: z.url().transform((address) => new URL(address).origin),
});

export type RunTimeEnv = z.infer<typeof runTimeEnv>;

let known: RunTimeEnv | undefined;

/** What the running server must know. Throws when a value is missing; `instrumentation.ts` asks at boot. */
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
