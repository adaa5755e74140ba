import { tellAndWait } from "./waited-event.ts";

/** A `WaitedEvent` to whoever keeps something of a person on the device: another one may have come. */
export const SIGNED_IN = "usher:signed-in";

/** Somebody has signed in, and the page is about to go. */
export const tellSignedIn = (): Promise<void> => tellAndWait(SIGNED_IN);
