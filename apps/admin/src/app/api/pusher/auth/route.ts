import { webRoutes } from "@usher/api";

export async function POST(request: Request): Promise<Response> {
  return webRoutes.pusherAuth("admin", request);
}
