import { webRoutes } from "@usher/api";

export async function GET(request: Request, { params }: { params: Promise<{ seed: string }> }): Promise<Response> {
  return webRoutes.poster((await params).seed, request);
}
