/** A life as data: for each state, which event leads where. A step that is not written cannot happen. */
export type Steps<State extends string, Event extends string> = Record<State, Partial<Record<Event, State>>>;

/** Where an event leads from a state; undefined when that step is not written. */
export function nextState<State extends string, Event extends string>(
  steps: Steps<State, Event>,
  from: State,
  event: Event,
): State | undefined {
  return steps[from][event];
}
