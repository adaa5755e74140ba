/** A request of the app's server that is answered with this status and this sentence. */
export class RestRefusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}
