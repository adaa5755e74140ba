import type { Cores } from "./machine.ts";
import type { Pace } from "./paired-blocks.ts";

/** What each bench is given. */
export interface BenchRun {
  readonly pace: Pace;
  readonly cores: Cores | null;
  /** Where servers write CPU profiles; null for none. */
  readonly profileFolder: string | null;
  /** Ends the run; what was made is removed all the same. */
  readonly signal: AbortSignal;
  readonly print: (line: string) => void;
}
