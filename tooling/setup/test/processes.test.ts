import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { choosePort } from "../ports.mjs";
import { Household, run } from "../processes.mjs";
import { otherRun, writeRun } from "../run-state.mjs";
import { countPlaywright, countVitest, failuresOf, Verdict } from "../stages.mjs";
import { hashSources, unlessStamped } from "../stamps.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "usher-setup-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const log = () => join(folder, "out.log");

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie answers too, until somebody collects it.
    return !(existsSync(`/proc/${pid}/stat`) && /\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8")));
  } catch {
    return false;
  }
}

const FAMILY = `
const { spawn } = require("node:child_process");
const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
require("node:fs").writeFileSync(process.argv[1], String(child.pid));
process.send?.({ type: "ready" });
setInterval(() => {}, 1000);
`;

describe("a household", () => {
  test("stops what it started, and what that started", async () => {
    const household = new Household();
    const pidFile = join(folder, "child.pid");
    const member = household.start("family", process.execPath, ["-e", FAMILY, pidFile], { log: log(), talks: true });
    await household.untilReady(member);
    const grandchild = Number(readFileSync(pidFile, "utf8"));
    expect(isAlive(grandchild)).toBe(true);
    await household.stop();
    expect(isAlive(member.child.pid)).toBe(false);
    await vi.waitFor(() => expect(isAlive(grandchild)).toBe(false));
  });

  test("says which member ended by itself, and how", async () => {
    const lost = new Promise((tell) => {
      const household = new Household((name: string, status: string) => tell(`${name}: ${status}`));
      household.start("fragile", process.execPath, ["-e", "process.exit(7)"], { log: log() });
    });
    expect(await lost).toBe("fragile: code 7");
  });

  test("does not wait for a member that ends before it is ready", async () => {
    const household = new Household();
    const member = household.start("hasty", process.execPath, ["-e", "console.log('no port'); process.exit(1)"], {
      log: log(),
      talks: true,
    });
    await expect(household.untilReady(member)).rejects.toMatchObject({ message: "hasty ended (code 1).", log: log() });
    expect(readFileSync(log(), "utf8")).toContain("no port");
  });

  test("does not wait for one member when another is lost", async () => {
    const household = new Household();
    const steady = household.start("steady", process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
      log: log(),
      talks: true,
    });
    const ready = household.untilReady(steady);
    household.start("fragile", process.execPath, ["-e", "process.exit(7)"], { log: log() });
    await expect(ready).rejects.toMatchObject({ message: "fragile ended (code 7)." });
    await household.stop();
    expect(isAlive(steady.child.pid)).toBe(false);
  });

  test("leaves nothing behind when its owner is killed", async () => {
    const pidFile = join(folder, "child.pid");
    const owner = spawn(
      process.execPath,
      [
        "--input-type=module",
        "-e",
        `import { Household } from ${JSON.stringify(resolve(import.meta.dirname, "../processes.mjs"))};
         const household = new Household();
         const member = household.start("family", process.execPath, ["-e", ${JSON.stringify(FAMILY)}, ${JSON.stringify(pidFile)}], { log: ${JSON.stringify(log())}, talks: true });
         await household.untilReady(member);
         console.log(member.child.pid);`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const member = Number(await new Promise((tell) => owner.stdout.once("data", (chunk) => tell(String(chunk)))));
    const grandchild = Number(readFileSync(pidFile, "utf8"));
    owner.kill("SIGKILL");
    await vi.waitFor(() => expect([isAlive(member), isAlive(grandchild)]).toEqual([false, false]), { timeout: 5000 });
  });
});

test("a command that fails names its log", async () => {
  const failing = run(process.execPath, ["-e", "console.error('why'); process.exit(3)"], { log: log() });
  await expect(failing).rejects.toMatchObject({ log: log() });
  expect(readFileSync(log(), "utf8")).toContain("why");
});

describe("a stamp", () => {
  const work = (times: string[]) => async () => void times.push("work");

  test("saves the work until the source changes", async () => {
    const times: string[] = [];
    const file = join(folder, "stamp");
    writeFileSync(join(folder, "a.ts"), "1");
    expect(await unlessStamped(file, hashSources([join(folder, "a.ts")]), work(times))).toBe(true);
    expect(await unlessStamped(file, hashSources([join(folder, "a.ts")]), work(times))).toBe(false);
    writeFileSync(join(folder, "a.ts"), "2");
    expect(await unlessStamped(file, hashSources([join(folder, "a.ts")]), work(times))).toBe(true);
    expect(times).toHaveLength(2);
  });

  test("is not given for work that failed, nor believed when its result is gone", async () => {
    const file = join(folder, "stamp");
    const fail = () => Promise.reject(new Error("broken off"));
    await expect(unlessStamped(file, "hash", fail)).rejects.toThrow("broken off");
    expect(await unlessStamped(file, "hash", work([]))).toBe(true);
    expect(await unlessStamped(file, "hash", work([]), () => false)).toBe(true);
  });
});

test("a taken port is named and another is used", async () => {
  const holder = createServer();
  await new Promise<void>((listening) => holder.listen(0, "127.0.0.1", listening));
  const address = holder.address();
  const taken = address && typeof address === "object" ? address.port : 0;
  const said: number[] = [];
  const chosen = await choosePort(taken, (other: number) => said.push(other));
  await new Promise((closed) => holder.close(closed));
  expect(chosen).not.toBe(taken);
  expect(said).toEqual([chosen]);
});

describe("the closing line", () => {
  const report = (content: unknown) => {
    const file = join(folder, "report.json");
    writeFileSync(file, JSON.stringify(content));
    return file;
  };

  test("sums all stages", () => {
    const verdict = new Verdict();
    verdict.add({ passed: 1, failed: 0 });
    verdict.add(countVitest(report({ numPassedTests: 40, numFailedTests: 2 }), 1));
    verdict.add(countPlaywright(report({ stats: { expected: 9, unexpected: 1, flaky: 1, skipped: 3 } }), 1));
    expect(String(verdict)).toBe("50 passed, 4 failed");
  });

  test("is preceded by what each failed journey said, and by nothing of those that passed", () => {
    const spec = (title: string, status: string, messages: string[]) => ({
      ...{ title, file: "journeys/a.spec.ts", line: 3 },
      tests: [{ status, results: [{ errors: messages.map((message) => ({ message })) }] }],
    });
    const failed = spec("a door opens", "unexpected", ["\u001b[31mit stayed shut\u001b[39m"]);
    const inner = { specs: [spec("a bell rings", "expected", []), failed] };
    expect(failuresOf(report({ suites: [{ suites: [inner] }] }))).toEqual([
      "✗ journeys/a.spec.ts:3 a door opens",
      "it stayed shut",
    ]);
    expect(failuresOf(join(folder, "none.json"))).toEqual([]);
  });

  test("counts a run that broke without a failed test, or without a report", () => {
    expect(countVitest(report({ numPassedTests: 3, numFailedTests: 0 }), 1)).toEqual({ passed: 3, failed: 1 });
    expect(countVitest(join(folder, "none.json"), 0)).toEqual({ passed: 0, failed: 1 });
    expect(countPlaywright(join(folder, "none.json"), 0)).toEqual({ passed: 0, failed: 1 });
  });
});

test("a first start, which has announced itself, may still install what is missing; a second one may not", () => {
  const file = join(folder, "run.json");
  writeRun({}, file);
  expect(otherRun(file)).toBeUndefined();
  writeFileSync(file, JSON.stringify({ pid: process.ppid }));
  expect(otherRun(file)).toMatchObject({ pid: process.ppid });
});
