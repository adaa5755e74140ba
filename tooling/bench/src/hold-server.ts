/**
 * A server of the bench, a process of its own: `node hold-server.ts floor|product <performance> <epoch> <sections>`. Tells its parent
 * `{port}` when it listens, and answers each message with `{cpuMicros}`, the CPU time it has used so far.
 */
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { availabilityKeys, cursorsKey, requestKey } from "../../../packages/api/src/availability/index.ts";
import { createRequestContext } from "../../../packages/api/src/context.ts";
import { holdSeatsScript } from "../../../packages/api/src/holds/scripts.ts";
import { createLeanHost } from "../../../packages/api/src/hosts/lean-host.ts";
import { openServices } from "../../../packages/api/src/open-services.ts";
import { appRouter } from "../../../packages/api/src/root.ts";
import type { Services } from "../../../packages/api/src/services.ts";
import { PLACES_A_SECTION, TICKET_LIMIT } from "./hold-hall.ts";
import type { HoldRequest } from "./hold-requests.ts";

const CHOOSE_MS = 600_000;
const COOKIE_NAME_LENGTH = "usher-buyer=".length;
const BUYER_LENGTH = 24;

/** The least that can hold a seat over HTTP: read the body, run the script, write its answer. */
function floor({ redis }: Services, performanceId: string, epoch: string, sections: number): RequestListener {
  const keys = availabilityKeys(redis, performanceId);
  const cursors = cursorsKey(redis, performanceId);
  const fixed = [CHOOSE_MS, TICKET_LIMIT, "bench", sections * PLACES_A_SECTION];
  const hold = async (buyer: string, { requestId, lines }: HoldRequest): Promise<string> => {
    const wanted = lines.flatMap(({ run, count }) => ["r", run, PLACES_A_SECTION, count]);
    const all = [...keys, requestKey(redis, performanceId, buyer, requestId), cursors];
    const answer = await holdSeatsScript.run(redis, all, [epoch, buyer, requestId, "place", ...fixed, ...wanted]);
    return JSON.stringify(answer);
  };
  return (request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => {
      body += piece;
    });
    request.on("end", () => {
      const buyer = request.headers.cookie?.slice(COOKIE_NAME_LENGTH, COOKIE_NAME_LENGTH + BUYER_LENGTH) ?? "";
      hold(buyer, JSON.parse(body) as HoldRequest).then(
        (answer) => response.writeHead(200, { "content-length": Buffer.byteLength(answer) }).end(answer),
        (error: unknown) => response.writeHead(500, { "content-length": 0 }).end(void console.error(error)),
      );
    });
  };
}

/** The real procedure through the real host, as the front server mounts it. */
function product(services: Services): RequestListener {
  return createLeanHost({
    router: appRouter,
    createContext: (facts) => createRequestContext(services, { app: "pwa", ...facts }),
    allowedOrigins: [new URL(services.env.PWA_URL).origin],
    onError: ({ error }) => services.log.error({ err: error.cause ?? error }, "call failed"),
  });
}

const [kind, performanceId = "", epoch = "", sections = ""] = process.argv.slice(2);
const services = openServices(`bench-${kind}`);
const server = createServer(
  // The load keeps its connections while other servers are measured.
  { keepAliveTimeout: 0 },
  kind === "floor" ? floor(services, performanceId, epoch, Number(sections)) : product(services),
);
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMicros: user + system });
});
process.once("disconnect", () => process.exit(0));
// The parent ends its servers itself, after it has asked them for the last time.
process.on("SIGINT", () => undefined);
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
