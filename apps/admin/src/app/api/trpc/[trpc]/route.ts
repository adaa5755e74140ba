import { handleTrpcFetch } from "@usher/api";

const handler = handleTrpcFetch("admin");

export { handler as GET, handler as POST };
