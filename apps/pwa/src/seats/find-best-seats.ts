import type { SeatChoice } from "@usher/api/choosing";
import type { ChartGeometry } from "@usher/api/geometry";
import { answerBestSeats, type BestSeatsQuestion } from "./best-seats-question.ts";

/** What the worker answers; null where it could not read the chart. */
export interface BestSeatsMessage {
  readonly id: number;
  readonly choices: readonly SeatChoice[] | null;
}

interface Asked {
  readonly answer: (choices: readonly SeatChoice[] | null) => void;
}

let worker: Worker | null = null;
let isForbidden = false;
let lastId = 0;
const asked = new Map<number, Asked>();

/** No worker, or one that broke: from then on the page answers itself. */
function giveUp(): void {
  isForbidden = true;
  worker?.terminate();
  worker = null;
  for (const { answer } of asked.values()) answer(null);
  asked.clear();
}

function open(): Worker | null {
  if (worker || isForbidden) return worker;
  try {
    worker = new Worker(new URL("./best-seats-worker.ts", import.meta.url));
  } catch {
    giveUp();
    return null;
  }
  worker.addEventListener("error", giveUp);
  worker.addEventListener("message", ({ data }: MessageEvent<BestSeatsMessage>) => {
    asked.get(data.id)?.answer(data.choices);
    asked.delete(data.id);
  });
  return worker;
}

/**
 * The best seats, worked out beside the page, so that a map under a finger never waits for them; in the page where there is no worker
 * or it cannot read the chart.
 */
export async function findBestSeats(
  geometry: ChartGeometry,
  question: BestSeatsQuestion,
): Promise<readonly SeatChoice[]> {
  const helper = open();
  if (!helper) return answerBestSeats(geometry, question);
  const id = ++lastId;
  const found = new Promise<readonly SeatChoice[] | null>((answer) => asked.set(id, { answer }));
  helper.postMessage({ id, question });
  return (await found) ?? answerBestSeats(geometry, question);
}
