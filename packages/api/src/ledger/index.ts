export { type AccountCode, accountBalance, HOUSE, type Posting, postTransaction } from "./post-transaction.ts";
