import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LocalCloud, startLocalCloud } from "../src/index.ts";
import { scratchFolder } from "./scratch.ts";

const pusher = { port: 0, appId: "17", key: "key", secret: "secret" };
const stripe = { port: 0, secretKeys: ["sk_test_1"], webhooks: [] };

/** JSON that a test reads loosely. */
type Json = Record<string, unknown>;

describe("the operator's page", () => {
  let cloud: LocalCloud;
  let page: string;
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(page + path, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });
  const read = async <T>(path: string) => (await (await fetch(page + path)).json()) as T;
  const stateOf = async (id: string) => {
    const { services } = await read<{ services: Json[] }>("/api/state");
    return services.find((service) => service.id === id);
  };

  beforeAll(async () => {
    const folder = await scratchFolder();
    cloud = await startLocalCloud({
      redis: { port: 0, dir: join(folder, "redis"), appendOnly: false },
      pusher,
      stripe,
      mail: { port: 0 },
      openid: { port: 0, clients: {} },
      meilisearch: { port: 0, dir: join(folder, "meilisearch"), masterKey: "a key of sixteen" },
      page: { port: 0 },
    });
    page = cloud.addresses.page ?? "";
    const { host, port } = { host: "127.0.0.1", port: cloud.mail?.port };
    const html = '<p>Hello <script>alert(1)</script><a href="https://usher.test/in">in</a></p>';
    await createTransport({ host, port }).sendMail({
      from: "a@usher.test",
      to: "zoe@example.org",
      subject: "<b>Sign in</b>",
      text: "https://usher.test/in",
      html,
    });
  });
  afterAll(() => cloud.stop());

  test.for(["/", "/inbox", "/payments", "/webhooks", "/events", "/page.css", "/page.js"])(
    "%s is served",
    async (path) => {
      const answer = await fetch(page + path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
    },
  );

  test("a message is listed by recipient, its words escaped, its HTML caged", async () => {
    const [message, ...more] = await read<Json[]>("/api/mail?to=zoe@example.org");
    expect(more).toEqual([]);
    const view = await (await fetch(`${page}/inbox/${message?.id}`)).text();
    expect(view).not.toContain("<b>Sign in</b>");
    expect(view).toContain('<a href="https://usher.test/in">');
    expect(view).toContain('sandbox="allow-popups');
    const caged = await fetch(`${page}/inbox/${message?.id}/html`);
    expect(caged.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox allow-popups/);
  });

  test("a service is stopped and started again, a database too", async () => {
    for (const id of ["pusher", "stripe", "mail", "openid", "meilisearch", "redis"]) {
      expect((await post(`/api/control/${id}/stop`, {})).status).toBe(200);
      expect(await stateOf(id)).toMatchObject({ state: "down" });
      await post(`/api/control/${id}/start`, {});
      expect(await stateOf(id)).toMatchObject({ state: "up" });
    }
  });

  test("trouble is made, shown and ended", async () => {
    await post("/api/control/pusher/drop", { value: 3 });
    await post("/api/control/stripe/webhooks", { value: "hold" });
    expect((await stateOf("pusher"))?.troubles).toEqual(["drops the next 3 events"]);
    expect((await stateOf("stripe"))?.troubles).toEqual(["webhooks: hold"]);
    for (const id of ["pusher", "stripe"]) await post(`/api/control/${id}/behave`, {});
    expect((await stateOf("pusher"))?.troubles).toEqual([]);
  });

  test.for([
    ["another site", "/api/control/pusher/stop", {}, { origin: "http://evil.test" }, 403],
    ["a page without an origin of its own", "/api/control/pusher/stop", {}, { origin: "null" }, 403],
    ["an unknown service", "/api/control/weather/stop", {}, {}, 404],
    ["an unknown action", "/api/control/pusher/toString", {}, {}, 404],
    ["a count that is none", "/api/control/pusher/drop", { value: "many" }, {}, 400],
    ["an object that is not named", "/api/control/stripe/expire", {}, {}, 400],
    ["an object that is not there", "/api/control/stripe/expire", { id: "cs_none" }, {}, 409],
  ] as const)("%s is refused", async ([, path, body, headers, status]) => {
    expect((await post(path, body, headers)).status).toBe(status);
    expect(await stateOf("pusher")).toMatchObject({ state: "up", troubles: [] });
  });

  test("the page's own origin may act", async () => {
    expect((await post("/api/control/pusher/behave", {}, { origin: page })).status).toBe(200);
  });
});

describe("the process", () => {
  const main = join(import.meta.dirname, "../src/main.ts");
  const environment = (folder: string) => ({
    ...process.env,
    POSTGRES_DIR: join(folder, "postgres"),
    REDIS_DIR: join(folder, "redis"),
    PUSHER_PORT: "0",
    PUSHER_APP_ID: "17",
    PUSHER_KEY: "key",
    PUSHER_SECRET: "secret",
    STRIPE_PORT: "0",
    STRIPE_SECRET_KEY: "sk_test_1",
    STRIPE_WEBHOOK_URL: "http://127.0.0.1:9/hook",
    STRIPE_WEBHOOK_SECRET: "whsec_1",
    SMTP_PORT: "0",
    PAGE_PORT: "0",
  });
  const begin = async () => {
    const child = fork(main, { env: environment(await scratchFolder()), stdio: "ignore", execArgv: [] });
    const [message] = await once(child, "message");
    return { child, message: message as { type: string; services: Record<string, string> } };
  };
  const childrenOf = async (pid: number | undefined) => {
    const { stdout } = await promisify(execFile)("ps", ["-o", "pid=", "--ppid", String(pid)]);
    return stdout.split("\n").map(Number).filter(Boolean);
  };
  const isAlive = async (pid: number) => {
    const { stdout } = await promisify(execFile)("ps", ["-o", "stat=", "-p", String(pid)]).catch(() => ({
      stdout: "",
    }));
    return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
  };

  test("says that it is ready and where, and takes everything with it on SIGTERM", async () => {
    const { child, message } = await begin();
    expect(message.type).toBe("ready");
    expect(Object.keys(message.services).sort()).toEqual(["mail", "page", "postgres", "pusher", "redis", "stripe"]);
    const servers = await childrenOf(child.pid);
    expect(servers.length).toBeGreaterThanOrEqual(2);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
    for (const pid of servers) await expect.poll(() => isAlive(pid)).toBe(false);
  }, 20_000);

  test("ends when its parent is gone", async () => {
    const { child } = await begin();
    child.disconnect();
    expect(await once(child, "exit")).toEqual([0, null]);
  }, 20_000);

  test("refuses to start without what it must be told", async () => {
    const run = promisify(execFile)(process.execPath, [main], { env: { PATH: process.env.PATH, PUSHER_PORT: "many" } });
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/PUSHER_PORT[\s\S]*STRIPE_SECRET_KEY/),
    });
  });
});
