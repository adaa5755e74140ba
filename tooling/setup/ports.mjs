import { createServer } from "node:net";

/**
 * The preferred port, or a free one where it is taken; `onTaken` hears of that. Asked on all addresses of the machine, because a server on
 * 0.0.0.0 does not always keep another from binding 127.0.0.1.
 */
export async function choosePort(preferred, onTaken) {
  if (await canListen(preferred)) return preferred;
  const other = await freePort();
  onTaken(other);
  return other;
}

/** A port that nobody listened on a moment ago. */
export async function freePort() {
  return listenBriefly(0);
}

async function canListen(port) {
  try {
    await listenBriefly(port, "127.0.0.1");
    await listenBriefly(port);
    return true;
  } catch {
    return false;
  }
}

function listenBriefly(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const { port: given } = server.address();
      server.close(() => resolve(given));
    });
  });
}
