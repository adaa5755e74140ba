import { headScript } from "../../shell/head-script.ts";

export const dynamic = "force-static";

/** The script in the head of every page. */
export function GET(): Response {
  return new Response(headScript, { headers: { "content-type": "text/javascript; charset=utf-8" } });
}
