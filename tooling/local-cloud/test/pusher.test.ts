import { createServer } from "node:http";
import Server from "pusher";
import Client, { type Channel, type Options } from "pusher-js";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import WebSocket from "ws";
import { close, listen } from "../src/http/http-server.ts";
import { createPusherEmulator, type PusherEmulator, type PusherOptions } from "../src/index.ts";

const app = { appId: "17", key: "app-key", secret: "app-secret" };

let emulator: PusherEmulator;
let cleanUp: (() => unknown)[];

beforeEach(async () => {
  cleanUp = [];
  emulator = await startEmulator();
});
afterEach(async () => {
  for (const act of cleanUp.toReversed()) await act();
});

async function startEmulator(options: Partial<PusherOptions> = {}): Promise<PusherEmulator> {
  const started = createPusherEmulator({ port: 0, ...app, ...options });
  await started.start();
  cleanUp.push(() => started.stop());
  return started;
}

function backend(options: Partial<Server.BaseOptions> = {}): Server {
  return new Server({ ...app, host: "127.0.0.1", port: String(emulator.port), useTLS: false, ...options });
}

function browser(options: Partial<Options> = {}, key = app.key): Client {
  const client = new Client(key, {
    cluster: "local",
    wsHost: "127.0.0.1",
    wsPort: emulator.port,
    forceTLS: false,
    enabledTransports: ["ws"],
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, done) => done(null, backend().authorizeChannel(socketId, channelName)),
    },
    ...options,
  });
  cleanUp.push(() => client.disconnect());
  return client;
}

function member(id: string): Client {
  return browser({
    channelAuthorization: {
      customHandler: ({ socketId, channelName }, done) =>
        done(
          null,
          backend().authorizeChannel(socketId, channelName, { user_id: id, user_info: { name: `Name of ${id}` } }),
        ),
    },
  });
}

interface Bindable {
  bind(event: string, listener: (data: unknown) => void): unknown;
}

function next(target: Bindable, event: string): Promise<unknown> {
  return new Promise((resolve) => target.bind(event, resolve));
}

/** Collects what a channel hears, in order. */
function listening(channel: Channel, event: string): unknown[] {
  const heard: unknown[] = [];
  channel.bind(event, (data: unknown) => heard.push(data));
  return heard;
}

async function subscribed(client: Client, name: string): Promise<Channel> {
  const channel = client.subscribe(name);
  await next(channel, "pusher:subscription_succeeded");
  return channel;
}

async function statusOf(request: Promise<unknown>): Promise<number | undefined> {
  return request.then(
    () => 200,
    (error: { status?: number }) => error.status,
  );
}

describe("channels", () => {
  test("an event reaches every subscriber of a public channel but the one it is to spare", async () => {
    const [first, second] = [browser(), browser()];
    const channels = [await subscribed(first, "seats"), await subscribed(second, "seats")];
    const heard = channels.map((channel) => listening(channel, "moved"));
    await backend().trigger("seats", "moved", { seat: 1 }, { socket_id: first.connection.socket_id });
    await backend().trigger("seats", "moved", { seat: 2 });
    await expect.poll(() => heard).toEqual([[{ seat: 2 }], [{ seat: 1 }, { seat: 2 }]]);
  });

  test("after leaving a channel nothing more arrives", async () => {
    const client = browser();
    const heard = listening(await subscribed(client, "left"), "moved");
    client.unsubscribe("left");
    const stays = listening(await subscribed(client, "stays"), "moved");
    await backend().trigger(["left", "stays"], "moved", 1);
    await expect.poll(() => stays).toEqual([1]);
    expect(heard).toEqual([]);
  });

  test("large events and text outside ASCII arrive whole", async () => {
    const heard = listening(await subscribed(browser(), "seats"), "moved");
    const sent = ["é".repeat(40), "é".repeat(100), "x".repeat(10_200)];
    for (const text of sent) await backend().trigger("seats", "moved", text);
    await expect.poll(() => heard).toEqual(sent);
  });

  test("a private channel is heard with the app's signature and with no other", async () => {
    await subscribed(browser(), "private-order");
    const forged = browser({
      channelAuthorization: { customHandler: (_, done) => done(null, { auth: `${app.key}:${"0".repeat(64)}` }) },
    });
    expect(await next(forged.subscribe("private-order"), "pusher:subscription_error")).toMatchObject({
      type: "AuthError",
      status: 401,
    });
    const reused = browser({
      channelAuthorization: {
        customHandler: ({ socketId }, done) => done(null, backend().authorizeChannel(socketId, "private-other")),
      },
    });
    expect(await next(reused.subscribe("private-order"), "pusher:subscription_error")).toMatchObject({ status: 401 });
  });

  test("a presence channel counts people, not sockets", async () => {
    const watcher = await subscribed(member("watcher"), "presence-gate");
    const added = listening(watcher, "pusher:member_added");
    const removed = listening(watcher, "pusher:member_removed");
    const [phone, tablet] = [member("ada"), member("ada")];
    await subscribed(phone, "presence-gate");
    const roster = await next(tablet.subscribe("presence-gate"), "pusher:subscription_succeeded");
    expect(roster).toMatchObject({
      count: 2,
      myID: "ada",
      members: { ada: { name: "Name of ada" }, watcher: { name: "Name of watcher" } },
    });
    phone.disconnect();
    await expect.poll(() => emulator.control.connections().length).toBe(2);
    expect(removed).toEqual([]);
    tablet.disconnect();
    await expect.poll(() => removed).toEqual([{ id: "ada", info: { name: "Name of ada" } }]);
    expect(added).toEqual([{ id: "ada", info: { name: "Name of ada" } }]);
  });

  test("a cache channel tells its last event to who comes later, and says when it has none", async () => {
    const missed = browser().subscribe("cache-served");
    expect(await next(missed, "pusher:cache_miss")).toEqual({});
    await backend().trigger("cache-served", "number", 7);
    await backend().trigger("cache-served", "number", 8);
    expect(await next(browser().subscribe("cache-served"), "number")).toBe(8);
  });

  test("a signed-in person is reached on all sockets, and can be thrown out", async () => {
    const signIn = (socketId: string) => backend().authenticateUser(socketId, { id: "ada" });
    const client = browser({
      userAuthentication: {
        transport: "ajax",
        endpoint: "",
        customHandler: ({ socketId }, done) => done(null, signIn(socketId)),
      },
    });
    client.signin();
    const heard = next(client.user, "refunded");
    await expect.poll(() => emulator.control.channels().map((one) => one.name)).toEqual(["#server-to-user-ada"]);
    await backend().sendToUser("ada", "refunded", { amountMinor: 1200 });
    expect(await heard).toEqual({ amountMinor: 1200 });
    const gone = next(client.connection, "disconnected");
    await backend().terminateUserConnections("ada");
    await gone;
  });
});

describe("client events", () => {
  test("go to the others on a private channel, with the sender's id on a presence channel", async () => {
    const [sender, receiver] = [member("ada"), member("ben")];
    const out = await subscribed(sender, "presence-gate");
    const received = new Promise((resolve) =>
      subscribed(receiver, "presence-gate").then((channel) => {
        channel.bind("client-typing", (data: unknown, metadata: unknown) => resolve({ data, metadata }));
        out.trigger("client-typing", { at: 3 });
      }),
    );
    expect(await received).toEqual({ data: { at: 3 }, metadata: { user_id: "ada" } });
  });

  test("are refused on a public channel", async () => {
    const client = browser();
    const channel = await subscribed(client, "public");
    const error = next(client.connection, "error");
    channel.trigger("client-typing", {});
    expect(await error).toMatchObject({ data: { message: expect.stringContaining("private and presence") } });
  });

  test("more than ten a second are refused with 4301", async () => {
    const client = browser();
    const channel = await subscribed(client, "private-fast");
    const error = next(client.connection, "error");
    for (let i = 0; i < 21; i++) channel.trigger("client-typing", i);
    expect(await error).toMatchObject({ data: { code: 4301 } });
  });
});

describe("connections", () => {
  test.for([
    ["another key", "/app/other?protocol=7", 4001],
    ["another path", "/elsewhere", 4005],
    ["a protocol that is no number", "/app/app-key?protocol=seven", 4006],
    ["a protocol from the past", "/app/app-key?protocol=3", 4007],
    ["no protocol", "/app/app-key", 4008],
  ] as const)("%s closes the connection", async ([, path, code]) => {
    const socket = new WebSocket(`ws://127.0.0.1:${emulator.port}${path}`);
    const messages: unknown[] = [];
    socket.on("message", (text) => messages.push(JSON.parse(text.toString())));
    const closed = await new Promise((resolve) => socket.on("close", resolve));
    expect(closed).toBe(code);
    expect(messages).toEqual([{ event: "pusher:error", data: { code, message: expect.any(String) } }]);
  });

  test("with a wrong key the client gives up", async () => {
    await next(browser({}, "other").connection, "disconnected");
  });

  test("a client that asks is answered, one that is silent is asked, one that does not answer is closed with 4201", async () => {
    const quick = await startEmulator({ activityTimeoutSeconds: 0.2, pongTimeoutSeconds: 0.2 });
    const socket = new WebSocket(`ws://127.0.0.1:${quick.port}/app/${app.key}?protocol=7`);
    const events: string[] = [];
    socket.on("message", (text) => events.push(JSON.parse(text.toString()).event));
    socket.on("open", () => socket.send('{"event":"pusher:ping","data":{}}'));
    expect(await new Promise((resolve) => socket.on("close", resolve))).toBe(4201);
    expect(events).toEqual(["pusher:connection_established", "pusher:pong", "pusher:ping", "pusher:error"]);
  });

  test.for([
    ["no JSON", "seat"],
    ["no event", "{}"],
    ["an unknown event", '{"event":"pusher:dance","data":{}}'],
    ["a channel that cannot be", '{"event":"pusher:subscribe","data":{"channel":"a b"}}'],
    ["a name of 165 characters", JSON.stringify({ event: "pusher:subscribe", data: { channel: "a".repeat(165) } })],
    ["leaving where it is not", '{"event":"pusher:unsubscribe","data":{"channel":"a"}}'],
  ] as const)("%s is told to the client, which stays connected", async ([, text]) => {
    const socket = new WebSocket(`ws://127.0.0.1:${emulator.port}/app/${app.key}?protocol=7`);
    cleanUp.push(() => socket.terminate());
    const events: string[] = [];
    socket.on("message", (message) => events.push(JSON.parse(message.toString()).event));
    socket.on("open", () => {
      socket.send(text);
      socket.send('{"event":"pusher:ping","data":{}}');
    });
    await expect.poll(() => events).toEqual(["pusher:connection_established", "pusher:error", "pusher:pong"]);
  });
});

describe("the HTTP interface", () => {
  const large = "x".repeat(10_241);
  const names = (count: number) => Array.from({ length: count }, (_, i) => `channel-${i}`);
  const post = (path: string, body: unknown) => backend().post({ path, body: body as string });
  const batch = (count: number) => names(count).map((channel) => ({ channel, name: "moved", data: "{}" }));

  test.for<[string, number, () => Promise<unknown>]>([
    ["an event", 200, () => backend().trigger("a", "moved", {})],
    ["an event to 100 channels", 200, () => backend().trigger(names(100), "moved", {})],
    ["an event to 101 channels", 400, () => post("/events", { name: "moved", data: "{}", channels: names(101) })],
    ["an event of 10,240 bytes", 200, () => backend().trigger("a", "moved", "x".repeat(10_240))],
    ["an event of 10,241 bytes", 413, () => backend().trigger("a", "moved", large)],
    ["an event without a name", 400, () => post("/events", { data: "{}", channels: ["a"] })],
    ["an event without a channel", 400, () => post("/events", { name: "moved", data: "{}" })],
    ["an event whose data is no string", 400, () => post("/events", { name: "moved", data: {}, channels: ["a"] })],
    [
      "an event for a channel that cannot be",
      400,
      () => post("/events", { name: "moved", data: "{}", channels: ["a b"] }),
    ],
    [
      "an event that spares no real socket",
      400,
      () => post("/events", { name: "m", data: "", channels: ["a"], socket_id: "x" }),
    ],
    ["a batch of 10", 200, () => backend().triggerBatch(batch(10))],
    ["a batch of 11", 400, () => backend().triggerBatch(batch(11))],
    [
      "a batch with one event too large",
      413,
      () => backend().triggerBatch([...batch(1), { channel: "a", name: "m", data: large }]),
    ],
    [
      "user counts without a presence prefix",
      400,
      () => backend().get({ path: "/channels", params: { info: "user_count" } }),
    ],
    ["an unknown figure", 400, () => backend().get({ path: "/channels/a", params: { info: "weather" } })],
    ["the users of a public channel", 400, () => backend().get({ path: "/channels/a/users" })],
    ["a path that is not there", 404, () => backend().get({ path: "/weather" })],
    ["reading where one can only write", 405, () => backend().get({ path: "/events" })],
    ["another app", 404, () => backend({ appId: "18" }).get({ path: "/channels" })],
    ["another key", 401, () => backend({ key: "other" }).get({ path: "/channels" })],
    ["a wrong secret", 401, () => backend({ secret: "other" }).trigger("a", "moved", {})],
  ])("%s is %d", async ([, status, request]) => {
    expect(await statusOf(request())).toBe(status);
  });

  test("a request that is older than ten minutes, or whose body was changed, is refused", async () => {
    const send = (query: string, body: string) =>
      fetch(`http://127.0.0.1:${emulator.port}/apps/${app.appId}/events?${query}`, { method: "POST", body });
    const body = JSON.stringify({ name: "moved", data: "{}", channels: ["a"] });
    const signed = () => backend().createSignedQueryString({ method: "POST", path: `/apps/${app.appId}/events`, body });
    expect((await send(signed(), body)).status).toBe(200);
    expect((await send(signed(), body.replace("moved", "stolen"))).status).toBe(401);
    const realNow = Date.now;
    Date.now = () => realNow() - 601_000;
    const old = signed();
    Date.now = realNow;
    expect((await send(old, body)).status).toBe(401);
  });

  test("channels, their figures and their members can be read", async () => {
    await subscribed(browser(), "seats");
    await subscribed(member("ada"), "presence-gate");
    await subscribed(member("ada"), "presence-gate");
    const read = async (path: string, params: Server.Params = {}) => (await backend().get({ path, params })).json();
    expect(await read("/channels")).toEqual({ channels: { seats: {}, "presence-gate": {} } });
    expect(await read("/channels", { filter_by_prefix: "presence-", info: "user_count,subscription_count" })).toEqual({
      channels: { "presence-gate": { user_count: 1, subscription_count: 2 } },
    });
    expect(await read("/channels/seats", { info: "subscription_count" })).toEqual({
      occupied: true,
      subscription_count: 1,
    });
    expect(await read("/channels/nobody")).toEqual({ occupied: false });
    expect(await read("/channels/presence-gate/users")).toEqual({ users: [{ id: "ada" }] });
    const answer = await backend().trigger(["seats", "nobody"], "moved", {}, { info: "subscription_count" });
    expect(await answer.json()).toEqual({
      channels: { seats: { subscription_count: 1 }, nobody: { subscription_count: 0 } },
    });
  });
});

describe("webhooks", () => {
  test("are signed, tell the life of a channel in order, and come again after a failure", async () => {
    const told: { name: string; channel: string }[] = [];
    let refusals = 1;
    const receiver = createServer(async (request, response) => {
      let rawBody = "";
      for await (const chunk of request) rawBody += chunk;
      if (refusals-- > 0) {
        response.writeHead(500).end();
        return;
      }
      const webhook = backend().webhook({ headers: request.headers, rawBody });
      if (webhook.isValid()) told.push(...webhook.getEvents());
      response.end();
    });
    const port = await listen(receiver, 0, "127.0.0.1");
    cleanUp.push(() => close(receiver));
    emulator = await startEmulator({ webhooks: [{ url: `http://127.0.0.1:${port}/` }] });
    const client = member("ada");
    const channel = await subscribed(client, "presence-gate");
    const names = () => told.map(({ name }) => name);
    await expect.poll(names, { timeout: 5000 }).toEqual(["channel_occupied", "member_added"]);
    channel.trigger("client-typing", { at: 3 });
    await expect
      .poll(() => told.at(-1))
      .toEqual({
        name: "client_event",
        channel: "presence-gate",
        event: "client-typing",
        data: '{"at":3}',
        socket_id: client.connection.socket_id,
        user_id: "ada",
      });
    client.disconnect();
    await expect
      .poll(names)
      .toEqual(["channel_occupied", "member_added", "client_event", "member_removed", "channel_vacated"]);
  });
});

describe("when it misbehaves", () => {
  const publish = async (...numbers: number[]) => {
    for (const number of numbers) await backend().trigger("seats", "moved", number);
  };

  test("dropped events are accepted and lost, and the list says so", async () => {
    const heard = listening(await subscribed(browser(), "seats"), "moved");
    emulator.control.dropNext(2);
    await publish(1, 2, 3);
    await expect.poll(() => heard).toEqual([3]);
    expect(emulator.control.recentEvents().map(({ data, outcome, reached }) => [data, outcome, reached])).toEqual([
      ["3", "delivered", 1],
      ["2", "dropped", 0],
      ["1", "dropped", 0],
    ]);
  });

  test("neighbours are swapped, and a lone last one still arrives", async () => {
    const heard = listening(await subscribed(browser(), "seats"), "moved");
    emulator.control.reorder = true;
    await publish(1, 2, 3, 4, 5);
    await expect.poll(() => heard, { timeout: 3000 }).toEqual([2, 1, 4, 3, 5]);
  });

  test("repeated events arrive twice, delayed ones later but in order", async () => {
    const heard = listening(await subscribed(browser(), "seats"), "moved");
    emulator.control.repeat = true;
    emulator.control.delayMs = 150;
    const started = performance.now();
    await publish(1, 2);
    expect(heard).toEqual([]);
    await expect.poll(() => heard).toEqual([1, 1, 2, 2]);
    expect(performance.now() - started).toBeGreaterThan(140);
  });

  test("while it is down nothing gets through, afterwards everything does", async () => {
    const client = browser();
    const heard = listening(await subscribed(client, "seats"), "moved");
    emulator.control.down = true;
    await next(client.connection, "connecting");
    expect(await statusOf(publish(1))).toBeUndefined();
    emulator.control.behave();
    // Left alone the client would try again after 15 seconds.
    client.disconnect();
    client.connect();
    await expect.poll(() => emulator.control.channels().length).toBe(1);
    await publish(2);
    await expect.poll(() => heard).toEqual([2]);
  });

  test("everybody can be disconnected, and the code says whether they come back", async () => {
    const client = browser();
    await subscribed(client, "seats");
    const firstId = client.connection.socket_id;
    expect(emulator.control.disconnectAll(4200)).toBe(1);
    await expect
      .poll(() => client.connection.state === "connected" && client.connection.socket_id !== firstId)
      .toBe(true);
    const gone = next(client.connection, "disconnected");
    emulator.control.disconnectAll(4003);
    await gone;
  });
});
