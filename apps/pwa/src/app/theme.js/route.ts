import { themeScript } from "@usher/ui/theme";

export const dynamic = "force-static";

/** Sets the chosen theme before the first paint. A file of its own, since the policy lets no script of ours stand in the page. */
export function GET(): Response {
  return new Response(themeScript, { headers: { "content-type": "text/javascript; charset=utf-8" } });
}
