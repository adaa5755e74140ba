import { readEnv } from "../../env.ts";
import { openServices } from "../../open-services.ts";
import { type Buying, goToPayment, workOff } from "./buying.fixture.ts";
import { type Around, watchDrivers, watchedServices } from "./watched-services.fixture.ts";
import { openWebhookDoor } from "./webhook-door.fixture.ts";

/** Where a process is to die: right before or right after the step of this number, which must have this name. */
export interface Death {
  readonly index: number;
  readonly step: string;
  readonly when: "before" | "after";
}

export interface Assignment {
  readonly env: Record<string, string>;
  readonly nowMs: number;
  readonly buying: Buying;
  readonly death: Death | null;
}

/** What the process tells whoever started it. */
export type Told =
  | { readonly kind: "ready" }
  | { readonly kind: "step"; readonly step: string }
  | { readonly kind: "answer"; readonly answer: Partial<Buying> }
  /** The buyer is on the payment page; the provider's messages are taken at this address. */
  | { readonly kind: "at payment"; readonly url: string }
  | { readonly kind: "another step"; readonly step: string }
  | { readonly kind: "done" };

const tell = (told: Told) => process.send?.(told);

function die(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;); // not one instruction more of the product
}

function deathAt(death: Death | null): Around {
  let count = 0;
  return async (step, perform) => {
    const isLast = count++ === death?.index;
    tell({ kind: "step", step });
    if (isLast && step !== death.step) tell({ kind: "another step", step });
    if (isLast && death.when === "before") die();
    const result = await perform();
    if (isLast) die();
    return result;
  };
}

/** A whole house in one process, for one purchase from hold to ticket: it dies where it is told to. */
async function live({ env, nowMs, buying, death }: Assignment, paid: Promise<void>): Promise<void> {
  const around = deathAt(death);
  watchDrivers(around);
  const clock = { nowMs: () => nowMs, now: () => new Date(nowMs) };
  const services = watchedServices(openServices("mortal", readEnv(env), clock), around);
  const door = await openWebhookDoor();
  door.serve(services);
  await goToPayment(services, buying, (answer) => tell({ kind: "answer", answer }));
  tell({ kind: "at payment", url: door.url });
  await paid;
  await workOff(services);
  tell({ kind: "done" });
  await door.close();
  await services.close();
  process.disconnect();
}

const heard = <T>() => new Promise<T>((resolve) => process.once("message", (message) => resolve(message as T)));

const assignment = heard<Assignment>();
tell({ kind: "ready" });
const given = await assignment;
await live(
  given,
  heard<"paid">().then(() => undefined),
);
