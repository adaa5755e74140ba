import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { wrongDirections } from "../boundaries.mjs";

const ROOT = resolve(import.meta.dirname, "../../..");

/**
 * The planted files that Biome refuses, linted under the project's own rules in a folder of their own, so that nothing wrong is ever written into
 * the source.
 */
function refusedBy(planted: Planted[]): Set<string> {
  const folder = mkdtempSync(join(tmpdir(), "usher-lint-"));
  try {
    const { $schema: _, vcs: __, ...rules } = JSON.parse(readFileSync(join(ROOT, "biome.json"), "utf8"));
    writeFileSync(join(folder, "biome.json"), JSON.stringify(rules));
    for (const { path, imported } of planted) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `import { x } from "${imported}";\nx();\n`);
    }
    const args = ["lint", "--only=style/noRestrictedImports", "--reporter=github", "--max-diagnostics=none", "."];
    const { stdout } = spawnSync(join(ROOT, "node_modules/.bin/biome"), args, { cwd: folder, encoding: "utf8" });
    return new Set(planted.map(({ path }) => path).filter((path) => stdout.includes(path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Planted {
  readonly path: string;
  readonly imported: string;
}

const REFUSED: [string, string, string][] = [
  ["a module reaching into another", "packages/api/src/holds/x.ts", "../availability/scripts.ts"],
  ["a module using a vendor's SDK", "packages/api/src/checkout/x.ts", "stripe"],
  ["an integration reaching into a module", "packages/api/src/integrations/mail/x.ts", "../../orders/advance-order.ts"],
  ["the kernel knowing a module", "packages/api/src/kernel/x.ts", "../holds/index.ts"],
  ["the kernel using a vendor's SDK", "packages/api/src/kernel/x.ts", "pusher"],
  ["the design system fetching", "packages/ui/src/x.tsx", "@usher/api"],
  ["the design system knowing the database", "packages/ui/src/x.tsx", "@usher/db"],
  ["an app reaching into a package", "apps/pwa/src/x.ts", "@usher/api/src/env.ts"],
  ["an app using a vendor's SDK", "apps/admin/src/x.ts", "stripe"],
];

const ALLOWED: [string, string, string][] = [
  ["modules meeting through index.ts", "packages/api/src/holds/x.ts", "../availability/index.ts"],
  ["modules sharing a schema", "packages/api/src/holds/x.ts", "../availability/availability.schema.ts"],
  ["a module's own file", "packages/api/src/holds/x.ts", "./scripts.ts"],
  ["a module using the kernel", "packages/api/src/holds/x.ts", "../kernel/clock.ts"],
  ["a module using an integration", "packages/api/src/checkout/x.ts", "../integrations/stripe/index.ts"],
  ["an integration using its SDK", "packages/api/src/integrations/stripe/index.ts", "stripe"],
  ["the root joining modules", "packages/api/src/root.ts", "./holds/holds.router.ts"],
  ["the design system knowing geometry", "packages/ui/src/x.tsx", "@usher/api/geometry"],
  ["an app using an export", "apps/pwa/src/x.ts", "@usher/api/contract"],
];

describe("Biome", () => {
  const plant = (cases: [string, string, string][], name: string) =>
    cases.map(([promise, path, imported], i) => ({
      promise,
      imported,
      path: path.replace(/(x|index|root)\.ts/, `$1-${name}${i}.ts`),
    }));
  const refusedCases = plant(REFUSED, "refused");
  const allowedCases = plant(ALLOWED, "allowed");
  const refused = refusedBy([...refusedCases, ...allowedCases]);

  test.each(refusedCases)("finds $promise", ({ path }) => expect(refused).toContain(path));

  test.each(allowedCases)("allows $promise", ({ path }) => expect(refused).not.toContain(path));
});

describe("the table of directions", () => {
  let source: string;
  afterEach(() => rmSync(source, { recursive: true, force: true }));

  function house(files: Record<string, string>): string {
    source = mkdtempSync(join(tmpdir(), "usher-boundaries-"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(source, path)), { recursive: true });
      writeFileSync(join(source, path), text);
    }
    return source;
  }

  test.each([
    ["holds may not know checkout", { "holds/place.ts": 'import { pay } from "../checkout/index.ts";' }],
    ["holds may not know checkout", { "holds/index.ts": 'export { pay } from "../checkout/index.ts";' }],
    ["ledger may not know accounts", { "ledger/post.ts": 'import type { Person } from "../accounts/index.ts";' }],
    ["orders may not know stripe", { "orders/a.ts": 'import {\n  charge,\n} from "../integrations/stripe/index.ts";' }],
  ])("finds that %s", (sentence, files) => {
    expect(wrongDirections(house(files)).join()).toContain(sentence);
  });

  test("lets a module use what it uses through another, the kernel, and its tests anything", () => {
    const files = {
      "checkout/a.ts": 'import { x } from "../seating/index.ts";\nimport { now } from "../kernel/clock.ts";',
      "holds/a.test.ts": 'import { pay } from "../checkout/index.ts";',
    };
    expect(wrongDirections(house(files))).toEqual([]);
  });
});
