import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { initTRPC, TRPCError } from "@trpc/server";
import { z } from "zod";
import { Refusal } from "../errors.ts";
import { createLeanHost, type ErrorReport } from "./lean-host.ts";
import { createFetchHost } from "./next-host.ts";
import type { RequestFacts } from "./request-facts.ts";

/** The only origin that may POST to the hosts under test. */
export const ORIGIN = "https://tickets.example";

interface TestContext {
  readonly facts: RequestFacts;
}

const t = initTRPC.context<TestContext>().create({
  isDev: false,
  errorFormatter: ({ shape, error, path, type, input }) => {
    const { cause } = error;
    const refusal = cause instanceof Refusal ? { code: cause.code, detail: cause.detail } : undefined;
    return { ...shape, data: { ...shape.data, refusal, asked: { path, type, input } } };
  },
});

const membersOnly = t.procedure.use(({ ctx, next }) => {
  if (ctx.facts.headers.get("authorization") !== "member") throw new TRPCError({ code: "UNAUTHORIZED" });
  return next();
});

/** Small procedures that do what real ones do: answer, refuse, fail, wait, set a cookie, read a body. */
export const testRouter = t.router({
  echo: t.procedure.input(z.object({ text: z.string() })).query(({ input }) => ({ said: input.text })),
  nothing: t.procedure.query(() => undefined),
  long: t.procedure.query(() => "seat ".repeat(40_000)),
  whoAsks: t.procedure.query(({ ctx }) => ({ ip: ctx.facts.ip, agent: ctx.facts.headers.get("x-agent") })),
  refused: t.procedure.query(() => {
    const cause = new Refusal("SEAT_TAKEN", { seats: [4] });
    throw new TRPCError({ code: "CONFLICT", message: cause.message, cause });
  }),
  broken: t.procedure.query(() => {
    throw new Error("a broken invariant");
  }),
  never: t.procedure.query(() => new Promise<string>(() => {})),
  untilGone: t.procedure.query(
    ({ signal }) => new Promise<string>((resolve) => signal?.addEventListener("abort", () => resolve("gone"))),
  ),
  office: t.router({
    rename: t.procedure.input(z.object({ name: z.string().min(2) })).mutation(({ input, ctx }) => {
      ctx.facts.setCookie("renamed=1; Path=/");
      ctx.facts.setCookie("twice=1; Path=/");
      return { name: input.name };
    }),
    weigh: t.procedure.input(z.string()).mutation(({ input }) => input.length),
  }),
  seating: t.router({
    importPlan: membersOnly.input(z.string()).mutation(({ input }) => input.length),
  }),
});

export type TestRouter = typeof testRouter;

/** A host under test, listening on a port of its own. */
export interface RunningHost {
  readonly name: string;
  readonly url: string;
  readonly reports: ErrorReport[];
  close(): Promise<void>;
}

/** Options of both hosts for the test router. */
export function hostOptions(reports: ErrorReport[], deadlineSeconds = 10) {
  return {
    router: testRouter,
    createContext: (facts: RequestFacts): TestContext => {
      if (facts.headers.get("x-plant") === "context") throw new TRPCError({ code: "SERVICE_UNAVAILABLE" });
      return { facts };
    },
    allowedOrigins: [ORIGIN],
    deadlineSeconds,
    onError: (report: ErrorReport) => reports.push(report),
  };
}

/** Starts the lean host alone, for the test router. */
export function startLean(deadlineSeconds?: number): Promise<RunningHost> {
  const reports: ErrorReport[] = [];
  return serveLean(createLeanHost(hostOptions(reports, deadlineSeconds)), reports);
}

/** Starts the fetch host alone, for the test router. */
export function startFetch(deadlineSeconds?: number): Promise<RunningHost> {
  const reports: ErrorReport[] = [];
  return serveFetch(createFetchHost(hostOptions(reports, deadlineSeconds)), reports);
}

/** Serves a lean host on a port of its own. */
export function serveLean(listener: RequestListener, reports: ErrorReport[] = []): Promise<RunningHost> {
  return listenAs("lean host", listener, reports);
}

/** Serves a fetch host on a port of its own, behind the same translation to `Request` and back that Next does. */
export function serveFetch(
  handle: (request: Request) => Promise<Response>,
  reports: ErrorReport[] = [],
): Promise<RunningHost> {
  const listener: RequestListener = async (incoming, outgoing) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    headers.set("x-forwarded-for", incoming.socket.remoteAddress ?? "");
    const gone = new AbortController();
    outgoing.once("close", () => gone.abort());
    const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
    const init: RequestInit & { duplex: "half" } = {
      method: incoming.method,
      headers,
      signal: gone.signal,
      body: hasBody ? webBody(incoming) : undefined,
      duplex: "half",
    };
    const response = await handle(new Request(`http://${incoming.headers.host}${incoming.url}`, init));
    outgoing.writeHead(response.status, [...response.headers].flat());
    outgoing.end(await response.text(), () => incoming.removeAllListeners("readable").resume());
  };
  return listenAs("fetch host", listener, reports);
}

function webBody(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    // What is left of a refused body is thrown away, so that the client can read why.
    cancel: () => void incoming.resume(),
  });
}

async function listenAs(name: string, listener: RequestListener, reports: ErrorReport[]): Promise<RunningHost> {
  const server = createServer(listener);
  return { name, url: `${await listen(server)}/api/trpc`, reports, close: () => close(server) };
}

/** Listens on a free port of 127.0.0.1 and returns the address. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

/** Closes a server with the connections that are still open. */
export async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
