import { createHash } from "node:crypto";
import {
  createServer,
  type IncomingHttpHeaders,
  request as openRequest,
  type RequestListener,
  type Server,
} from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { createFrontServer, type FrontServerOptions, type RequestLine } from "./front-server.ts";
import { close, listen } from "./hosts.fixture.ts";

const INLINE = 'self.__next_f.push([1,"seats & prices"])';
const PAGE = `<!doctype html><html><head><script src="/a.js"></script><style>a{}</style></head><body>${"seat ".repeat(800)}<script>${INLINE}</script><script async nonce="" id="x">two()</script></body></html>`;
const sha = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map(close));
});

/** A front server before an app made of one listener. */
async function frontOf(app: RequestListener, options: Partial<FrontServerOptions> = {}) {
  const behind = createServer(app);
  const { port } = new URL(await listen(behind));
  const front = createFrontServer({
    upstream: { host: "127.0.0.1", port: Number(port) },
    trpc: (_, response) => response.end("trpc"),
    policy: { connectTo: ["ws://live.example:6001"] },
    protocol: "http",
    ...options,
  });
  servers.push(front, behind);
  return { url: await listen(front), front, behind };
}

interface Got {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Plain HTTP: `fetch` would unpack bodies and hide what is on the wire. */
function get(url: string, headers: Record<string, string> = {}, method = "GET", body?: string): Promise<Got> {
  return new Promise((resolve, reject) => {
    const out = openRequest(url, { headers, method, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
      answer.on("error", reject);
    });
    out.on("error", reject);
    out.end(body);
  });
}

function directive(got: Got, name: string): string[] {
  const policy = String(got.headers["content-security-policy"]);
  return (
    policy
      .split("; ")
      .find((each) => each.startsWith(`${name} `))
      ?.split(" ")
      .slice(1) ?? []
  );
}

/** Answers as Next does for a page that was rendered ahead of time. */
function aheadPage(counts: { full: number; confirmed: number }, etag = '"v1"'): RequestListener {
  return (request, response) => {
    response.setHeader("etag", etag);
    response.setHeader("x-nextjs-prerender", "1");
    response.setHeader("cache-control", "s-maxage=31536000");
    if (request.headers["if-none-match"] === etag) {
      counts.confirmed++;
      return void response.writeHead(304).end();
    }
    counts.full++;
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(PAGE);
  };
}

describe("the content security policy", () => {
  test("names the inline scripts of a page rendered ahead of time by their hashes", async () => {
    const { url } = await frontOf(aheadPage({ full: 0, confirmed: 0 }));
    const got = await get(`${url}/events/jazz`);
    expect(directive(got, "script-src")).toEqual(["'self'", sha(INLINE), sha("two()")]);
    expect(directive(got, "style-src")).toEqual(["'self'", sha("a{}")]);
    expect(got.body.toString()).toBe(PAGE);
  });

  test("gives Next a nonce for a page rendered on request, a new one each time", async () => {
    const { url } = await frontOf((request, response) => {
      const nonce = /script-src [^;]*'nonce-([^']+)'/.exec(String(request.headers["content-security-policy"]))?.[1];
      response.writeHead(200, { "content-type": "text/html" }).end(`<script nonce="${nonce}">x()</script>`);
    });
    const nonceOf = async () => {
      const got = await get(url, { "content-security-policy": "script-src 'nonce-planted'" });
      const nonce = /nonce="([^"]+)"/.exec(got.body.toString())?.[1];
      expect(directive(got, "script-src")).toEqual(["'self'", `'nonce-${nonce}'`]);
      return nonce;
    };
    expect(await nonceOf()).not.toBe(await nonceOf());
  });

  test("names the script in the head of all pages by its hash, as soon as the app can say what it is", async () => {
    let script: string | null = null;
    const { url } = await frontOf(
      (request, response) => {
        if (request.url !== "/head.js") response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
        else if (script === null) response.writeHead(503).end();
        else response.writeHead(200, { "content-type": "text/javascript" }).end(script);
      },
      { headScriptAt: "/head.js" },
    );
    const sourcesOf = async () => directive(await get(`${url}/a`), "script-src");
    expect(await sourcesOf()).toEqual(["'self'", expect.stringMatching(/^'nonce-/)]);
    script = "theme()";
    expect(await sourcesOf()).toEqual(["'self'", expect.stringMatching(/^'nonce-/), sha("theme()")]);
    script = "another()";
    expect(await sourcesOf(), "read once").toContain(sha("theme()"));
  });

  test("allows the live channel and nothing from elsewhere, and no inline script", async () => {
    const { url } = await frontOf(aheadPage({ full: 0, confirmed: 0 }));
    const got = await get(url);
    expect(directive(got, "connect-src")).toEqual(["'self'", "ws://live.example:6001"]);
    for (const name of ["frame-ancestors", "base-uri", "object-src", "script-src-attr"]) {
      expect(directive(got, name)).toEqual(["'none'"]);
    }
    expect(directive(got, "script-src")).not.toContain("'unsafe-inline'");
    expect(directive(got, "script-src")).not.toContain("'unsafe-eval'");
    expect(directive(got, "script-src")).not.toContain("'wasm-unsafe-eval'");
  });

  const KINDS_OF_PAGE: readonly [kind: string, app: RequestListener][] = [
    ["rendered ahead of time", aheadPage({ full: 0, confirmed: 0 })],
    ["rendered on request", (_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end(PAGE)],
    [
      "whose app would allow everything",
      (_, answer) =>
        answer
          .writeHead(200, { "content-type": "text/html", "content-security-policy": "script-src 'unsafe-inline' *" })
          .end(PAGE),
    ],
    ["not found", (_, answer) => answer.writeHead(404, { "content-type": "text/html" }).end(PAGE)],
    ["that failed", (_, answer) => answer.writeHead(500, { "content-type": "text/html" }).end(PAGE)],
  ];

  test.each(KINDS_OF_PAGE)("lets no script run for being inline on a page %s", async (_, app) => {
    const { url } = await frontOf(app);
    const got = await get(`${url}/a`);
    const policies = [got.headers["content-security-policy"]].flat().map(String);
    expect(policies, "one policy and no other beside it").toHaveLength(1);
    const sources = directive(got, "script-src");
    expect(sources[0]).toBe("'self'");
    for (const source of sources.slice(1)) expect(source).toMatch(/^'(sha256|nonce)-[\w+/=-]+'$/);
    expect(policies[0]?.match(/(^|; )script-src /g), "said once").toHaveLength(1);
  });

  test("comes with scripts, whose workers it governs, and with refusals of the front server itself", async () => {
    const { url, behind } = await frontOf((_, response) =>
      response.writeHead(200, { "content-type": "application/javascript" }).end("1"),
    );
    expect(directive(await get(`${url}/sw.js`), "script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
    await close(behind);
    expect(directive(await get(url), "script-src")).toEqual(["'self'"]);
  });
});

describe("pages rendered ahead of time", () => {
  test("are read from the app once and confirmed by their tag afterwards", async () => {
    const counts = { full: 0, confirmed: 0 };
    const { url } = await frontOf(aheadPage(counts));
    const [first, second] = [await get(`${url}/e`), await get(`${url}/e`)];
    expect(counts).toEqual({ full: 1, confirmed: 1 });
    expect(second.body).toEqual(first.body);
    expect(second.headers["content-security-policy"]).toBe(first.headers["content-security-policy"]);
  });

  test("stand for a moment when they are everybody's, for all who ask alike, and the app is asked again after it", async () => {
    const counts = { full: 0, confirmed: 0 };
    const { url } = await frontOf(aheadPage(counts), { sharedPages: { cookies: ["place"], standMs: 400 } });
    const first = await get(`${url}/e`, { cookie: "buyer=1" });
    const second = await get(`${url}/e`, { cookie: "buyer=2; x=place=3" });
    expect(second.body).toEqual(first.body);
    expect(counts).toEqual({ full: 1, confirmed: 0 });
    // Who may be sent elsewhere is asked about: by a cookie that decides, or by language.
    await get(`${url}/e`, { cookie: "buyer=2; place=berlin" });
    await get(`${url}/e`, { "accept-language": "zh" });
    expect(counts).toEqual({ full: 1, confirmed: 2 });
    await get(`${url}/e`, { cookie: "place=berlin; buyer=9" });
    expect(counts.confirmed).toBe(2);
    await expect
      .poll(async () => {
        await get(`${url}/e`);
        return counts.confirmed;
      })
      .toBeGreaterThan(2);
    expect(counts.full).toBe(1);
  });

  test("that stand are still not sent to a browser that has them, nor to one that wants something else", async () => {
    const counts = { full: 0, confirmed: 0 };
    const { url } = await frontOf(aheadPage(counts), { sharedPages: { cookies: [], standMs: 60_000 } });
    const { headers } = await get(`${url}/e`);
    expect((await get(`${url}/e`, { "if-none-match": String(headers.etag) })).status).toBe(304);
    await get(`${url}/e?other`);
    await get(`${url}/e`, { rsc: "1" });
    await get(`${url}/e`, {}, "POST", "x");
    expect(counts).toEqual({ full: 4, confirmed: 0 });
  });

  test("change when the app's copy changes", async () => {
    let etag = '"v1"';
    const { url } = await frontOf((request, response) => aheadPage({ full: 0, confirmed: 0 }, etag)(request, response));
    expect((await get(`${url}/e`)).headers.etag).toBe('"v1"');
    etag = '"v2"';
    expect((await get(`${url}/e`)).headers.etag).toBe('"v2"');
  });

  test("are not sent again to a browser that has them, which keeps the policy it has", async () => {
    const { url } = await frontOf(aheadPage({ full: 0, confirmed: 0 }));
    const packed = await get(`${url}/e`, { "accept-encoding": "br" });
    expect(packed.headers.etag).toBe('W/"v1"');
    const again = await get(`${url}/e`, { "if-none-match": String(packed.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(again.headers["content-security-policy"]).toBeUndefined();
  });
});

describe("packing", () => {
  const text: RequestListener = (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(PAGE);

  test.each([
    ["br, gzip", "br", brotliDecompressSync],
    ["gzip", "gzip", gunzipSync],
    ["br;q=0, gzip", "gzip", gunzipSync],
  ])("for %s is %s", async (accepted, encoding, unpack) => {
    for (const app of [text, aheadPage({ full: 0, confirmed: 0 })]) {
      const { url } = await frontOf(app);
      const got = await get(url, { "accept-encoding": accepted });
      expect(got.headers["content-encoding"]).toBe(encoding);
      expect(got.headers.vary).toContain("accept-encoding");
      expect(unpack(got.body).toString()).toBe(PAGE);
    }
  });

  test("leaves pictures, pieces and packed answers alone", async () => {
    const { url } = await frontOf((request, response) => {
      if (request.url === "/picture") return void response.writeHead(200, { "content-type": "image/avif" }).end(PAGE);
      if (request.url === "/packed")
        return void response.writeHead(200, { "content-type": "text/css", "content-encoding": "zstd" }).end(PAGE);
      response.writeHead(206, { "content-type": "text/css", "content-range": "bytes 0-9/99999" }).end("0123456789");
    });
    const accepted = { "accept-encoding": "br" };
    expect((await get(`${url}/picture`, accepted)).headers["content-encoding"]).toBeUndefined();
    expect((await get(`${url}/packed`, accepted)).headers["content-encoding"]).toBe("zstd");
    const piece = await get(`${url}/piece`, { ...accepted, range: "bytes=0-9" });
    expect([piece.status, piece.body.toString()]).toEqual([206, "0123456789"]);
  });

  test("does not hold back a page that streams", async () => {
    let finish = () => {};
    const { url } = await frontOf((_, response) => {
      response.writeHead(200, { "content-type": "text/html" });
      response.write("<h1>first</h1>");
      finish = () => response.end("<p>last</p>");
    });
    const response = await fetch(url, { headers: { "accept-encoding": "br" } });
    const reader = response.body?.getReader();
    const { value } = (await reader?.read()) ?? {};
    expect(new TextDecoder().decode(value)).toBe("<h1>first</h1>");
    finish();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("<p>last</p>");
    await reader?.cancel();
  });
});

test("the app hears who asks from the front server alone", async () => {
  const { url } = await frontOf((request, response) => response.end(JSON.stringify(request.headers)), {
    protocol: "https",
  });
  const got = await get(url, {
    host: "tickets.example",
    "x-forwarded-for": "9.9.9.9",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "gopher",
    "x-forwarded-port": "1",
    "x-real-ip": "9.9.9.9",
    forwarded: "for=9.9.9.9",
    "x-middleware-subrequest": "middleware",
    connection: "close, x-secret",
    "x-secret": "hop",
    "accept-language": "de",
  });
  const heard = JSON.parse(got.body.toString());
  expect(heard).toMatchObject({
    host: "tickets.example",
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-host": "tickets.example",
    "x-forwarded-proto": "https",
    "accept-language": "de",
  });
  for (const name of ["x-forwarded-port", "x-real-ip", "forwarded", "x-middleware-subrequest", "x-secret"]) {
    expect(heard).not.toHaveProperty(name);
  }
  expect(got.headers["strict-transport-security"]).toContain("max-age");
});

test("behind own proxies the client is whom they name, not whom the client names", async () => {
  const echo: RequestListener = (request, response) => response.end(request.headers["x-forwarded-for"]);
  const { url } = await frontOf(echo, { trustedHops: 1 });
  const got = await get(url, { "x-forwarded-for": "6.6.6.6, 203.0.113.7" });
  expect(got.body.toString()).toBe("203.0.113.7");
});

test("an app that is away is a page with a way on, and JSON for programs", async () => {
  const { url, behind } = await frontOf((_, response) => response.end());
  await close(behind);
  const page = await get(`${url}/events`, { accept: "text/html,*/*" });
  expect(page.status).toBe(502);
  expect(page.body.toString()).toContain('<a href="/">');
  expect(page.body.toString()).not.toContain("<script");
  const program = await get(`${url}/api/config`, { accept: "application/json" });
  expect([program.status, program.headers["content-type"]]).toEqual([502, "application/json"]);
  expect((await get(`${url}/api/trpc/a`)).body.toString()).toBe("trpc");
});

test("an app that stays silent is answered for when patience ends", async () => {
  const silent = createServer(() => undefined);
  const { port } = new URL(await listen(silent));
  servers.push(silent);
  const { url } = await frontOf(() => undefined, {
    upstream: { host: "127.0.0.1", port: Number(port), patienceSeconds: 0.1 },
  });
  expect((await get(`${url}/events`, { accept: "text/html" })).status).toBe(502);
});

test("bodies go both ways, large ones too, without being kept", async () => {
  const { url } = await frontOf((request, response) => {
    response.setHeader("content-type", "application/octet-stream");
    request.pipe(response);
  });
  const large = "0123456789abcdef".repeat(1024 * 512);
  const got = await get(url, { "content-type": "application/octet-stream" }, "POST", large);
  expect(got.body.length).toBe(large.length);
  expect(got.body.equals(Buffer.from(large))).toBe(true);
});

test("a client that goes away frees the app", async () => {
  const { promise: gone, resolve: isGone } = Promise.withResolvers<void>();
  const { url } = await frontOf((_, response) => {
    response.on("close", isGone);
    response.writeHead(200, { "content-type": "text/plain" }).write("first");
  });
  const leaving = new AbortController();
  const response = await fetch(url, { signal: leaving.signal });
  await response.body?.getReader().read();
  leaving.abort();
  await gone;
});

test("each request is one line in the log, without its query, with the id that the client hears", async () => {
  const lines: RequestLine[] = [];
  const { url } = await frontOf((_, response) => response.writeHead(404).end(), {
    onRequest: (line) => lines.push(line),
  });
  const got = await get(`${url}/sign-in/confirm?token=secret`, { "x-request-id": "abcdef-42" });
  expect(got.headers["x-request-id"]).toBe("abcdef-42");
  expect(lines).toMatchObject([{ requestId: "abcdef-42", method: "GET", path: "/sign-in/confirm", status: 404 }]);
});

test("web sockets are passed on in development, and refused by a built app", async () => {
  const app: RequestListener = (_, response) => response.end();
  for (const development of [true, false]) {
    const { url, behind } = await frontOf(app, { policy: { connectTo: [], development } });
    behind.on("upgrade", (_, socket) =>
      socket.end("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"),
    );
    const outcome = await new Promise<string>((resolve) => {
      const out = openRequest(url, { headers: { connection: "upgrade", upgrade: "x" }, agent: false });
      out.on("upgrade", (_, socket) => {
        socket.destroy();
        resolve("passed on");
      });
      out.on("error", () => resolve("refused"));
      out.end();
    });
    expect(outcome).toBe(development ? "passed on" : "refused");
  }
});
