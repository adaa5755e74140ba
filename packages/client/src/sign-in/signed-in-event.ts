/** Told to whoever keeps something of a person on the device, once another one may have come, before the page goes. */
export const SIGNED_IN = "usher:signed-in";
