import { existsSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { childEnvironment } from "./environment.mjs";
import { at, pinnedNode, ROOT } from "./paths.mjs";
import { run } from "./processes.mjs";
import { step, tailOf } from "./progress.mjs";

/** What a run of checks came to. Each stage adds its own; only the sum decides. */
export class Verdict {
  passed = 0;
  failed = 0;

  add({ passed, failed }) {
    this.passed += passed;
    this.failed += failed;
    return { word: failed === 0 ? `${passed} passed` : `${passed} passed, ${failed} failed`, isBad: failed > 0 };
  }

  /** The closing line. */
  toString() {
    return `${this.passed} passed, ${this.failed} failed`;
  }
}

/** Runs a command that either holds or not, and counts as one. Shows the end of its output when it fails. */
export async function oneStage(verdict, logs, { title, command, args, env, cwd = at(".") }) {
  const log = join(logs, `${title.toLowerCase().replaceAll(/\W+/g, "-")}.log`);
  await step(title, async () => {
    const code = await run(command, args, { cwd, env: childEnvironment(env), log, allowFailure: true });
    const word = verdict.add(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 });
    if (code !== 0) showEnd(log, 60);
    return word;
  });
}

/** Format, lint with the module boundaries, and types: what needs no service. */
export async function staticStages(verdict, logs) {
  const biome = at("node_modules/@biomejs/biome/bin/biome");
  const node = pinnedNode();
  await oneStage(verdict, logs, { title: "Format", command: node, args: [biome, "format", "."] });
  await oneStage(verdict, logs, { title: "Lint", command: node, args: [biome, "lint", "."] });
  await oneStage(verdict, logs, {
    title: "Module boundaries",
    command: node,
    args: [at("tooling/setup/boundaries.mjs")],
  });
  const turbo = at("node_modules/.bin/turbo");
  const args = ["run", "typecheck", "--output-logs=errors-only", "--continue=always"];
  await oneStage(verdict, logs, { title: "Types", command: turbo, args });
}

/** Unit and integration tests, counted by Vitest's own report. */
export async function vitestStage(verdict, logs, { args = [], env } = {}) {
  const report = join(logs, "vitest.json");
  const log = join(logs, "vitest.log");
  rmSync(report, { force: true });
  const vitest = at("node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  await step("Unit and integration tests", async () => {
    const command = ["run", ...reporters, ...args];
    const code = await run(pinnedNode(), [vitest, ...command], {
      cwd: at("."),
      env: childEnvironment(env),
      log,
      allowFailure: true,
    });
    const word = verdict.add(countVitest(report, code));
    if (code !== 0) showEnd(log, 120);
    return word;
  });
}

/** Counts a report of Vitest. A run that failed without a failed test (a file that does not load, an error outside of tests) counts one. */
export function countVitest(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, "utf8"));
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** Journeys in a browser, counted by Playwright's own report. */
export async function browserStage(verdict, logs, env) {
  const report = join(logs, "playwright.json");
  const log = join(logs, "playwright.log");
  rmSync(report, { force: true });
  await step("Browser journeys", async () => {
    const args = [at("node_modules/playwright/cli.js"), "test", "--reporter=line,json"];
    const reporting = { PLAYWRIGHT_JSON_OUTPUT_FILE: report, PLAYWRIGHT_JSON_OUTPUT_NAME: report, FORCE_COLOR: "0" };
    const code = await run(pinnedNode(), args, {
      cwd: at("e2e"),
      env: childEnvironment({ ...env, ...reporting }),
      log,
      allowFailure: true,
    });
    const word = verdict.add(countPlaywright(report, code));
    if (code !== 0) {
      showEnd(log, 40);
      for (const line of failuresOf(report)) console.log(line);
    }
    return word;
  });
}

/** What each journey that failed says of it, from a report of Playwright: its name, and the beginning of its error. */
export function failuresOf(report) {
  if (!existsSync(report)) return [];
  const lines = [];
  const visit = ({ suites = [], specs = [] }) => {
    for (const { title, file, line, tests } of specs) {
      const errors = tests.filter(({ status }) => status === "unexpected" || status === "flaky").flatMap(errorsOf);
      if (errors.length > 0) lines.push(`✗ ${file}:${line} ${title}`, ...errors);
    }
    suites.forEach(visit);
  };
  visit(JSON.parse(readFileSync(report, "utf8")));
  return lines;
}

const errorsOf = ({ results }) =>
  results.flatMap(({ errors }) => errors.map(({ message }) => stripVTControlCharacters(message ?? "").slice(0, 1_500)));

/** Counts a report of Playwright. A test that passed only when repeated counts as failed. */
export function countPlaywright(report, code) {
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { expected, unexpected, flaky } = JSON.parse(readFileSync(report, "utf8")).stats;
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed };
}

function showEnd(log, lines) {
  console.log(`\n\n${tailOf(log, lines)}\n\nThe whole log: ${relative(ROOT, log)}\n`);
}
