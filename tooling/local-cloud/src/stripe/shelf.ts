/** Objects of one kind in the order they came, found by id, read newest first as every Stripe list is. */
export class Shelf<T extends { id: string }> {
  #byId = new Map<string, { value: T; place: number }>();
  #places: (T | undefined)[] = [];
  #firstPlace = 0;
  readonly #capacity: number;

  /** Beyond `capacity` the oldest are forgotten. */
  constructor(capacity = Number.POSITIVE_INFINITY) {
    this.#capacity = capacity;
  }

  get size(): number {
    return this.#byId.size;
  }

  add(value: T): T {
    const earlier = this.#byId.get(value.id);
    if (earlier) this.#places[earlier.place - this.#firstPlace] = undefined;
    this.#byId.set(value.id, { value, place: this.#firstPlace + this.#places.length });
    this.#places.push(value);
    if (this.#byId.size > this.#capacity) this.#forgetOldest();
    return value;
  }

  get(id: string): T | undefined {
    return this.#byId.get(id)?.value;
  }

  has(id: string): boolean {
    return this.#byId.has(id);
  }

  /** Newest first, beginning after (older than) the object named by `cursor`. */
  *newest(cursor?: string): Generator<T> {
    const start = cursor === undefined ? this.#places.length : (this.#byId.get(cursor)?.place ?? 0) - this.#firstPlace;
    for (let index = start - 1; index >= 0; index -= 1) {
      const value = this.#places[index];
      if (value) yield value;
    }
  }

  /** Oldest first, beginning after (newer than) the object named by `cursor`. */
  *oldest(cursor?: string): Generator<T> {
    const start = cursor === undefined ? 0 : (this.#byId.get(cursor)?.place ?? 0) - this.#firstPlace + 1;
    for (let index = start; index < this.#places.length; index += 1) {
      const value = this.#places[index];
      if (value) yield value;
    }
  }

  /** The newest few. */
  latest(count: number): T[] {
    const found: T[] = [];
    for (const value of this.newest()) {
      if (found.length >= count) break;
      found.push(value);
    }
    return found;
  }

  clear() {
    this.#byId.clear();
    this.#places = [];
    this.#firstPlace = 0;
  }

  // A tenth at a time, because shifting a long array at every addition would make each addition slow.
  #forgetOldest() {
    const gone = this.#places.splice(0, Math.max(1, Math.floor(this.#capacity / 10)));
    this.#firstPlace += gone.length;
    for (const value of gone) if (value) this.#byId.delete(value.id);
  }
}
