export { hasRole, recordAudit, requireRole, STAFF } from "./rights.ts";
export {
  type App,
  authOptions,
  BUYER_COOKIE,
  isCurrentSession,
  newBuyerCookie,
  readBuyerCookie,
  SESSION_COOKIE,
} from "./sessions.ts";
export { requestSignIn, signInByCode, signInByLink } from "./sign-in.ts";
