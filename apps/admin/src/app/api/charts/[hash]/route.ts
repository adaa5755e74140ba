import { webRoutes } from "@usher/api";

export async function GET(_request: Request, { params }: { params: Promise<{ hash: string }> }): Promise<Response> {
  return webRoutes.chart((await params).hash);
}
