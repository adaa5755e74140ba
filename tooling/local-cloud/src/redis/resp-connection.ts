import { connect, type Socket } from "node:net";
import { encodeCommand, type Reply, ReplyReader } from "./resp.ts";

/** Redis is not there, or went away while it was asked. */
export class RedisUnreachable extends Error {}

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/** One connection to Redis that is opened when first needed, and again after a loss. What was under way is refused, never repeated. */
export class RespConnection {
  readonly #port: number;
  readonly #host: string;
  #socket: Socket | undefined;
  #waiting: Waiting[] = [];

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = Number(port || 6379);
  }

  /** Sends commands in one piece, so that nothing comes between them, and returns their replies in order. */
  send(commands: readonly (readonly string[])[]): Promise<Reply[]> {
    const socket = this.#socket ?? this.#open();
    const replies = commands.map(
      () => new Promise<Reply>((resolve, reject) => this.#waiting.push({ resolve, reject })),
    );
    socket.write(commands.map(encodeCommand).join(""));
    return Promise.all(replies);
  }

  /** Ends the connection; commands under way are refused. */
  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const reader = new ReplyReader();
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    this.#socket = socket;
    let cause: Error | undefined;
    socket.on("data", (chunk) => {
      for (const reply of reader.read(chunk)) this.#waiting.shift()?.resolve(reply);
    });
    socket.on("error", (error) => {
      cause = error;
    });
    socket.on("close", () => {
      const refused = this.#waiting;
      this.#waiting = [];
      this.#socket = undefined;
      for (const one of refused) one.reject(new RedisUnreachable("Redis is not reachable.", { cause }));
    });
    return socket;
  }
}
