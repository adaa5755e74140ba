import { themeScript } from "@usher/ui/theme";
import { shownScript } from "../../preferences/shown.ts";
import { askedScript } from "../../search/asked-script.ts";

export const dynamic = "force-static";

/** Sets what the reader chose before the first paint. A file of its own, since the policy lets no script of ours stand in the page. */
export function GET(): Response {
  return new Response(`${themeScript};${shownScript};${askedScript}`, {
    headers: { "content-type": "text/javascript; charset=utf-8" },
  });
}
