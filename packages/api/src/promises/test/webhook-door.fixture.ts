import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Services } from "../../services.ts";
import { webRoutes } from "../../web-routes.ts";

// Where the web process keeps the services that its routes stand on.
const OPENED = Symbol.for("usher.services");

/** The product's own route for the provider's messages, on a port of its own. Until `serve` it answers 500, like a house that is down. */
export async function openWebhookDoor() {
  const server = createServer(async (incoming, answer) => {
    try {
      const headers = { "stripe-signature": String(incoming.headers["stripe-signature"] ?? "") };
      const request = new Request("http://door.test/", { method: "POST", body: await text(incoming), headers });
      const response = await webRoutes.stripeWebhook(request);
      answer.writeHead(response.status).end(await response.text());
    } catch {
      answer.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    serve(services: Services) {
      (globalThis as { [OPENED]?: Services })[OPENED] = services;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
