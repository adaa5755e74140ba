import { tellAndWait } from "@usher/client/sign-in/waited-event";

/** A `WaitedEvent` to whoever keeps something of this person on the device. */
export const SIGNING_OUT = "usher:signing-out";

/** Has everything of this person taken off the device. */
export const takeOffDevice = (): Promise<void> => tellAndWait(SIGNING_OUT);
