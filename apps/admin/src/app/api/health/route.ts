import { webRoutes } from "@usher/api";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  return webRoutes.health();
}
