import { webRoutes } from "@usher/api";

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  return webRoutes.saleCalendar((await params).id, request);
}
