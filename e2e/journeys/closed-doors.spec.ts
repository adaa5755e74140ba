import { env } from "../env.ts";
import { lastPerformance } from "../house.ts";
import { expect, test } from "../watched.ts";

/** The sources that a page's policy allows for one kind of thing. */
function sourcesOf(policy: string, kind: string): string[] {
  const line = policy.split(";").find((part) => part.trim().startsWith(`${kind} `)) ?? "";
  return line.trim().split(/\s+/).slice(1);
}

test("every page of both apps has a policy under which no script of another's runs", async ({ request }) => {
  const { id } = await lastPerformance("night-ferry");
  const pages = [
    "/",
    "/zh",
    "/events/night-ferry",
    "/zh/events/night-ferry",
    `/performances/${id}/seats`,
    `/checkout/${id}?performance=${id}`,
    `/orders/${id}`,
    "/sign-in",
    "/sign-in/confirm",
    "/account",
    "/tickets",
    "/tickets/view",
    "/gate",
    "/offline",
    "/no-such-page",
  ].map((path) => env.PWA_URL + path);
  const office = ["/", "/sign-in", "/o/kade-concerts"].map((path) => env.ADMIN_URL + path);
  for (const address of [...pages, ...office]) {
    const response = await request.get(address);
    const policy = response.headers()["content-security-policy"] ?? "";
    const scripts = sourcesOf(policy, "script-src");
    expect(scripts.length, `script-src of ${address}`).toBeGreaterThan(0);
    expect(scripts, address).not.toContain("'unsafe-inline'");
    expect(scripts, address).not.toContain("'unsafe-eval'");
    expect(
      scripts.filter((source) => source === "*" || source === "http:" || source === "https:"),
      address,
    ).toEqual([]);
    expect(sourcesOf(policy, "object-src"), address).toEqual(["'none'"]);
    expect(sourcesOf(policy, "base-uri").length, address).toBeGreaterThan(0);
    expect(sourcesOf(policy, "frame-ancestors").length, address).toBeGreaterThan(0);
    expect(sourcesOf(policy, "form-action"), address).toEqual(["'self'"]);
  }
});
