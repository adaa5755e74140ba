import { SearchRefusal } from "./refusal.ts";

/** A piece of work that was accepted, as `/tasks` shows it. */
export interface Task {
  readonly uid: number;
  readonly batchUid: number | null;
  readonly indexUid: string | null;
  readonly type: string;
  status: "enqueued" | "processing" | "succeeded" | "failed";
  readonly canceledBy: null;
  details: Record<string, unknown>;
  error: ReturnType<SearchRefusal["toJSON"]> | null;
  duration: string | null;
  readonly enqueuedAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

const MOST_KEPT = 10_000;

/** The work of the engine: one piece after the other, in the order of their numbers. A piece that throws has failed; the next is done all the same. */
export class Tasks {
  readonly #all = new Map<number, Task>();
  readonly #waiting: { task: Task; work: () => Record<string, unknown> }[] = [];
  #next = 0;
  #isAtWork = false;
  /** How long each piece waits before it is done, for those who want to see a slow engine. */
  delayMs = 0;

  /** Accepts work; `work` returns the details of what it did. */
  add(type: string, indexUid: string | null, work: () => Record<string, unknown>): Record<string, unknown> {
    const uid = this.#next++;
    const task: Task = {
      ...{ uid, batchUid: uid, indexUid, type, status: "enqueued", canceledBy: null, details: {}, error: null },
      ...{ duration: null, enqueuedAt: new Date().toISOString(), startedAt: null, finishedAt: null },
    };
    this.#all.set(uid, task);
    this.#all.delete(uid - MOST_KEPT);
    this.#waiting.push({ task, work });
    this.#goOn();
    return { taskUid: uid, indexUid, status: task.status, type, enqueuedAt: task.enqueuedAt };
  }

  /** One task. Refuses an unknown number. */
  find(uid: number): Task {
    const task = this.#all.get(uid);
    if (!task) throw new SearchRefusal(404, "task_not_found", `Task \`${uid}\` not found.`);
    return task;
  }

  /** The newest first, from one number on. */
  list(fits: (task: Task) => boolean, from: number | null, limit: number) {
    const all = [...this.#all.values()].reverse().filter(fits);
    const rest = all.filter(({ uid }) => from === null || uid <= from);
    const results = rest.slice(0, limit);
    const next = rest[limit]?.uid ?? null;
    return { results, total: all.length, limit, from: results[0]?.uid ?? null, next };
  }

  #goOn(): void {
    if (this.#isAtWork) return;
    const first = this.#waiting.shift();
    if (!first) return;
    this.#isAtWork = true;
    // Whoever asks at once still finds it enqueued, as with the real engine.
    setTimeout(() => {
      this.#isAtWork = false;
      this.#do(first.task, first.work);
      this.#goOn();
    }, this.delayMs);
  }

  #do(task: Task, work: () => Record<string, unknown>): void {
    const startedMs = performance.now();
    task.status = "processing";
    task.startedAt = new Date().toISOString();
    try {
      task.details = work();
      task.status = "succeeded";
    } catch (error) {
      const isKnown = error instanceof SearchRefusal;
      task.error = (isKnown ? error : new SearchRefusal(500, "internal", String(error), "internal")).toJSON();
      task.status = "failed";
    }
    task.duration = `PT${((performance.now() - startedMs) / 1_000).toFixed(6)}S`;
    task.finishedAt = new Date().toISOString();
  }
}
