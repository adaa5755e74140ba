/** A client said something wrong: it is told with `pusher:error` and stays connected. */
export class ClientFault extends Error {
  readonly code: number | null;

  constructor(message: string, code: number | null = null) {
    super(message);
    this.code = code;
  }
}
