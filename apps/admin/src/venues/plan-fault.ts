/** Why a file is not sent: known from its name and size, so that nobody waits for an upload that will be refused. */
export interface PlanFault {
  readonly kind: "wrongType" | "tooLarge" | "empty";
  readonly fileName: string;
  /** The most a file of its sort may have. */
  readonly megabytes: number;
}

interface ChosenFile {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** What the importer takes at most, in millions of characters; a character may take more bytes, never fewer. */
const PLAN_MEGABYTES = 20;
const SIDECAR_MEGABYTES = 5;

function faultOf(file: ChosenFile, megabytes: number): PlanFault | null {
  const fault = (kind: PlanFault["kind"]) => ({ kind, fileName: file.name, megabytes });
  if (!/\.json$/i.test(file.name) && file.type !== "application/json") return fault("wrongType");
  if (file.size === 0) return fault("empty");
  return file.size > megabytes * 1_000_000 ? fault("tooLarge") : null;
}

/** What is wrong with a file as a seating plan, before it is read; null when it may be sent. */
export function planFault(file: ChosenFile): PlanFault | null {
  return faultOf(file, PLAN_MEGABYTES);
}

/** The same for the file beside it. */
export function sidecarFault(file: ChosenFile): PlanFault | null {
  return faultOf(file, SIDECAR_MEGABYTES);
}
