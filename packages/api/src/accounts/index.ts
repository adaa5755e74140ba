export { type AuthRequest, authOptions } from "./auth-options.ts";
export { addressForPost } from "./providers.ts";
export { hasRole, recordAudit, requireRole, STAFF } from "./rights.ts";
export {
  type App,
  BUYER_COOKIE,
  homeOf,
  newBuyerCookie,
  readBuyerCookie,
  readSession,
  SESSION_COOKIE,
} from "./sessions.ts";
export { requestSignIn, signInByCode, signInByLink } from "./sign-in.ts";
