import { env, isNodeServer } from "./env.ts";

/** Runs once when a server starts. */
export function register(): void {
  if (isNodeServer()) env();
}
