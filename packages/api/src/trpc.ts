import { initTRPC, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { allowsRate, type RateName } from "./accounts/rate-limits.ts";
import { REFUSALS, Refusal } from "./errors.ts";
import { isStorable } from "./kernel/storable-text.ts";
import type { RequestContext } from "./services.ts";

const t = initTRPC.context<RequestContext>().create({
  isServer: true,
  errorFormatter: ({ shape, error }) => {
    const { cause } = error;
    const refusal = cause instanceof Refusal ? { code: cause.code, detail: cause.detail } : null;
    const fields =
      cause instanceof ZodError
        ? cause.issues.slice(0, 20).map((issue) => ({ path: issue.path.join("."), message: issue.message }))
        : null;
    const isOurs = error.code === "INTERNAL_SERVER_ERROR";
    const { stack: _, ...data } = shape.data as typeof shape.data & { stack?: string };
    return {
      ...shape,
      message: isOurs ? "Something went wrong on our side." : fields ? "Some of that cannot be right." : shape.message,
      data: { ...data, refusal, fields },
    };
  },
});

// In tRPC 11 `next()` does not throw: a failure comes back as `result.error`.
const translateRefusals = t.middleware(async ({ next, ctx, path, type, getRawInput }) => {
  const startedMs = performance.now();
  // Here and not in a middleware of its own: each one more is copied for with every hold.
  if (!isStorable(await getRawInput()))
    throw new TRPCError({ code: "BAD_REQUEST", message: "A text has characters that cannot be written down." });
  const result = await next();
  const line = { requestId: ctx.requestId, path, type, ms: Math.round(performance.now() - startedMs) };
  if (result.ok) {
    ctx.log.debug(line, "done");
    return result;
  }
  const { cause } = result.error;
  if (cause instanceof Refusal) {
    ctx.log.info({ ...line, refusal: cause.code }, "refused");
    throw new TRPCError({ code: REFUSALS[cause.code].status, message: cause.message, cause });
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") ctx.log.error({ ...line, err: cause ?? result.error }, "failed");
  return result;
});

export const router = t.router;
export const createCallerFactory = t.createCallerFactory;

/** Open to everybody; the use case looks at whose thing it is. */
export const publicProcedure = t.procedure.use(translateRefusals);

/** A person who proved an address. Refuses NOT_SIGNED_IN. */
export const personProcedure = publicProcedure.use(({ ctx, next }) => {
  const { personId, personEmail } = ctx.caller;
  if (!personId || !personEmail) throw new TRPCError({ code: "UNAUTHORIZED", cause: new Refusal("NOT_SIGNED_IN") });
  return next({ ctx: { ...ctx, caller: { ...ctx.caller, personId, personEmail } } });
});

/** Counts a try against a limit, by buyer and by address. Refuses TOO_MANY_TRIES with the seconds to wait. */
export const limited = (name: RateName) =>
  t.middleware(async ({ ctx, next }) => {
    const waitSeconds = await allowsRate(ctx, name, ctx.caller);
    if (waitSeconds > 0) {
      throw new TRPCError({ code: "TOO_MANY_REQUESTS", cause: new Refusal("TOO_MANY_TRIES", { waitSeconds }) });
    }
    return next();
  });
