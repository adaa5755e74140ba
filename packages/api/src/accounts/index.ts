export { type AuthRequest, authOptions } from "./auth-options.ts";
export { addressForPost } from "./providers.ts";
export { recordAudit } from "./audit.ts";
export { type AuditValues, auditValues } from "./audit-values.ts";
export { checkChain, organizersWithHistory } from "./check-audit.ts";
export { hasRole, refundLimitOf, requireRole, STAFF } from "./rights.ts";
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
