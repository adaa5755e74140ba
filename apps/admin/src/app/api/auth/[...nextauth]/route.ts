import { authOptions } from "@usher/api";
import NextAuth from "next-auth";

type AuthHandler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) => Promise<Response>;

let opened: AuthHandler | undefined;

/** Opened by the first request, since a build has no environment to read options from. */
const handler: AuthHandler = (request, context) => {
  opened ??= NextAuth(authOptions("admin")) as AuthHandler;
  return opened(request, context);
};

export { handler as GET, handler as POST };
