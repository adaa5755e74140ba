import { handleAuth } from "@usher/api";

const handler = handleAuth("admin");

export { handler as GET, handler as POST };
