import { issueTickets } from "./issue-tickets.ts";
import { revokeTickets } from "./revoke-tickets.ts";

/** Fulfilment of seats that the organizer sells, in the shape that checkout declares. The root hands it over. */
export const organizerSeatFulfilment = { issue: issueTickets, revoke: revokeTickets };
