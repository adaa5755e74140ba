import { handleTrpcFetch } from "@usher/api";

const handler = handleTrpcFetch("pwa");

export { handler as GET, handler as POST };
