/** Told to whoever keeps something of this person on the device, before the session ends. */
export const SIGNING_OUT = "usher:signing-out";
