/** Somebody who plays, known by the same key in addresses. */
export interface SeededPerformer {
  readonly key: string;
  readonly name: string;
  readonly chinese: string;
}
