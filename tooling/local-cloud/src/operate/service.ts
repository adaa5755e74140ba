/** What the operator fills in beside a button. */
export interface ActionInput {
  label: string;
  kind: "number" | "choice";
  initial: string;
  choices?: readonly string[];
}

/** What is asked of a service: on which object, and with what the operator filled in. */
export interface ActionRequest {
  id?: string;
  value?: string;
}

/** Something that can be done to a service. With `onObject` it needs an id and stands beside that object, not beside the service. */
export interface ServiceAction {
  label: string;
  input?: ActionInput;
  onObject?: boolean;
  run(request: ActionRequest): unknown;
}

/** A service as its operator sees it. */
export interface Service {
  id: string;
  title: string;
  address: string;
  state(): "up" | "down";
  /** What is set to go wrong, in words. */
  troubles(): string[];
  actions: Readonly<Record<string, ServiceAction>>;
}

/** The request does not fit the action; answered with 400 and this sentence. */
export class ActionRefused extends Error {}

/** A count or a duration. Refuses what is not a whole number from 0 to 3,600,000. */
export function wholeNumber(request: ActionRequest): number {
  const value = Number(request.value ?? Number.NaN);
  if (!Number.isInteger(value) || value < 0 || value > 3_600_000) throw new ActionRefused("Give a whole number.");
  return value;
}

/** One of these. Refuses anything else. */
export function oneOf<const Choice extends string>(choices: readonly Choice[], request: ActionRequest): Choice {
  const found = choices.find((choice) => choice === request.value);
  if (!found) throw new ActionRefused(`Choose one of: ${choices.join(", ")}.`);
  return found;
}

/** The object that is meant. Refuses when none is named. */
export function objectId(request: ActionRequest): string {
  if (!request.id) throw new ActionRefused("Say which one.");
  return request.id;
}
