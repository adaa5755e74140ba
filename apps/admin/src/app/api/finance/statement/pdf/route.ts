import { webRoutes } from "@usher/api";

export async function GET(request: Request): Promise<Response> {
  return webRoutes.statementPdf(request);
}
