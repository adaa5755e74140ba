import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Services } from "../../services.ts";
import { webRoutes } from "../../web-routes.ts";

// Where the web process keeps the services that its routes stand on.
const OPENED = Symbol.for("usher.services");

/**
 * The product's own route for the provider's messages, on a port of its own. Until `serve` it answers 500, like a house
 * that is down; `passOn` hands the messages to the door of another process.
 */
export async function openWebhookDoor() {
  let other: string | null = null;
  const server = createServer(async (incoming, answer) => {
    try {
      const headers = { "stripe-signature": String(incoming.headers["stripe-signature"] ?? "") };
      const message = { method: "POST", body: await text(incoming), headers };
      const request = new Request(other ?? "http://door.test/", message);
      const response = await (other ? fetch(request) : webRoutes.stripeWebhook(request));
      answer.writeHead(response.status).end(await response.text());
    } catch {
      answer.writeHead(500).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    passOn(url: string) {
      other = url;
    },
    serve(services: Services) {
      other = null;
      (globalThis as { [OPENED]?: Services })[OPENED] = services;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
