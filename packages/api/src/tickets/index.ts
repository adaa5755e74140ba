export { eventWords } from "./event-words.ts";
export {
  ensureGateSecrets,
  eraseGateSecrets,
  type OpenGateSecret,
  rotateGateSecret,
  sealedGateSecrets,
} from "./gate-secrets.ts";
export { orderCalendar } from "./order-calendar.ts";
export { organizerSeatFulfilment } from "./organizer-seats.ts";
export { printTicket } from "./print-ticket.ts";
export { ensureSigningKey, newSigningKey, publicKeys, sealedSigningKeys } from "./signing-keys.ts";
export { ticketPdf } from "./ticket-pdf.ts";
export { showWallet } from "./wallet.ts";
