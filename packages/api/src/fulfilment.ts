import type { Fulfilment } from "./checkout/index.ts";
import { organizerSeatFulfilment } from "./tickets/index.ts";

/** Where checkout and what fulfils it are joined: every seat sold today is an organizer's. */
export const fulfilment: Fulfilment = organizerSeatFulfilment;
