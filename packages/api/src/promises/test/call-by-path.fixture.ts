import { type AnyTRPCRouter, TRPCError } from "@trpc/server";
import { Refusal } from "../../errors.ts";
import { appRouter } from "../../root.ts";
import type { RequestContext } from "../../services.ts";
import { createCallerFactory } from "../../trpc.ts";

/** What the router tells of one of its procedures. */
export interface ProcedureFacts {
  readonly path: string;
  readonly type: "query" | "mutation" | "subscription";
  readonly takesInput: boolean;
}

/** Every procedure there is, as the router itself lists them. */
export function everyProcedure(): ProcedureFacts[] {
  const router: AnyTRPCRouter = appRouter;
  const procedures: Record<string, { _def: { type: ProcedureFacts["type"]; inputs: unknown[] } }> =
    router._def.procedures;
  return Object.entries(procedures).map(([path, { _def }]) => ({
    path,
    type: _def.type,
    takesInput: _def.inputs.length > 0,
  }));
}

/** How a call ended: `code` is the refusal's, or tRPC's own for an input that cannot be right. */
export type Outcome =
  | { readonly ok: true; readonly answer: unknown; readonly text: string }
  | { readonly ok: false; readonly code: string; readonly text: string; readonly cause: unknown };

const callerOf = createCallerFactory(appRouter);

/** Calls a procedure by its path. `text` is everything that the caller is told, as one string. */
export async function callByPath(ctx: RequestContext, path: string, input: unknown): Promise<Outcome> {
  let node: unknown = callerOf(ctx);
  for (const name of path.split(".")) node = (node as Record<string, unknown>)[name];
  try {
    const answer = await (node as (input: unknown) => Promise<unknown>)(input);
    return { ok: true, answer, text: JSON.stringify(answer) ?? "" };
  } catch (error) {
    if (!(error instanceof TRPCError)) throw error;
    const { cause } = error;
    const code = cause instanceof Refusal ? cause.code : error.code;
    const detail = cause instanceof Refusal ? cause.detail : null;
    return { ok: false, code, text: JSON.stringify({ message: error.message, detail }), cause };
  }
}
