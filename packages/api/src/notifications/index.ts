export { sendSaleReminder } from "./sale-reminders.ts";
export { sendAccountLetter } from "./send-account-letter.ts";
export { sendChangeLetter } from "./send-change-letter.ts";
export { sendOrderPaidLetter, sendOrderReturnedLetter, sendTicketsRefundedLetter } from "./send-order-letters.ts";
export { sendSignInLetter } from "./send-sign-in-letter.ts";
export { sendTeamInvitation } from "./send-team-invitation.ts";
export { sendTicketsAgain } from "./send-tickets-again.ts";
