import { handleAuth } from "@usher/api";

const handler = handleAuth("pwa");

export { handler as GET, handler as POST };
