/** A server that can be ended and begun again. */
export interface RestartableServer {
  port: number;
  isRunning(): boolean;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** A server over the same folder and port, however often it was stopped or killed in between. */
export class Restartable<Server extends RestartableServer> {
  #server: Server;
  readonly #begin: (port: number) => Promise<Server>;
  #turn: Promise<unknown> = Promise.resolve();
  #isOver = false;

  private constructor(server: Server, begin: (port: number) => Promise<Server>) {
    this.#server = server;
    this.#begin = begin;
  }

  /** Starts it for the first time; `begin` starts it on a given port. */
  static async begin<Server extends RestartableServer>(port: number, begin: (port: number) => Promise<Server>) {
    return new Restartable(await begin(port), begin);
  }

  /** The server of the latest start, which may have ended since. */
  get server(): Server {
    return this.#server;
  }

  /** Starts it unless it is up. */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#isOver || this.#server.isRunning()) return;
      this.#server = await this.#begin(this.#server.port);
    });
  }

  stop(): Promise<void> {
    return this.#inTurn(() => this.#server.stop());
  }

  kill(): Promise<void> {
    return this.#inTurn(() => this.#server.kill());
  }

  /** Stops it for good: a start that still waits its turn does nothing. */
  end(): Promise<void> {
    this.#isOver = true;
    return this.stop();
  }

  /** Two presses of a button must not start two servers over one folder. */
  #inTurn(act: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(act);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}
