import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Serves one body to whoever asks: what a page costs that nobody has to look up. The parent sends the body, and hears the port. */
process.once("message", ({ body, headers }: { body: string; headers: Record<string, string> }) => {
  const bytes = Buffer.from(body, "latin1");
  const server = createServer((_, response) => {
    response.writeHead(200, { ...headers, "content-length": bytes.length });
    response.end(bytes);
  });
  server.keepAliveTimeout = 75_000;
  server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
});
process.once("disconnect", () => process.exit(0));
