import { TRPCClientError } from "@trpc/client";
import type { AppRouter, RefusalCode } from "@usher/api/contract";

export interface KnownRefusal {
  readonly code: RefusalCode;
  readonly detail: Record<string, unknown>;
}

/** The house's own no in an error, or null when something else went wrong (no network, a broken server). */
export function refusalOf(error: unknown): KnownRefusal | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { data } = error as TRPCClientError<AppRouter>;
  return data?.refusal ?? null;
}

/** A rate limit that the server met before it came to the procedure. */
export function isTooMany(error: unknown): boolean {
  if (refusalOf(error)?.code === "TOO_MANY_TRIES") return true;
  return error instanceof TRPCClientError && error.data?.httpStatus === 429;
}
