/** Steps that can be taken back. Sharing between drawings keeps a step as small as what it changed. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
}

/** Further back than this nobody goes step by step. */
const MOST_STEPS = 200;

export function historyOf<State>(present: State): History<State> {
  return { past: [], present, future: [] };
}

/** A step forward. One that changes nothing is no step. */
export function did<State>(history: History<State>, next: State): History<State> {
  if (next === history.present) return history;
  return { past: [...history.past, history.present].slice(-MOST_STEPS), present: next, future: [] };
}

export function undone<State>(history: History<State>): History<State> {
  const last = history.past.at(-1);
  if (last === undefined) return history;
  return { past: history.past.slice(0, -1), present: last, future: [history.present, ...history.future] };
}

export function redone<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future };
}
