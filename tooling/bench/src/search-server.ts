/** The product as a server of the bench, a process of its own. Tells its parent `{port}` when it listens. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createRequestContext } from "../../../packages/api/src/context.ts";
import { createLeanHost } from "../../../packages/api/src/hosts/lean-host.ts";
import { openServices } from "../../../packages/api/src/open-services.ts";
import { appRouter } from "../../../packages/api/src/root.ts";

const services = openServices("bench-search-product");
const server = createServer(
  // The load keeps its connections while the floor is measured.
  { keepAliveTimeout: 0 },
  createLeanHost({
    router: appRouter,
    createContext: (facts) => createRequestContext(services, { app: "pwa", ...facts }),
    allowedOrigins: [new URL(services.env.PWA_URL).origin],
    onError: ({ error }) => services.log.error({ err: error.cause ?? error }, "call failed"),
  }),
);
process.once("disconnect", () => process.exit(0));
process.on("SIGINT", () => undefined);
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
