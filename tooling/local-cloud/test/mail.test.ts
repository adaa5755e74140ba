import { join } from "node:path";
import { createTransport } from "nodemailer";
import type SMTPTransport from "nodemailer/lib/smtp-transport";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createMailSink, type MailSink } from "../src/index.ts";
import { scratchFolder } from "./scratch.ts";

describe("the mail sink", () => {
  let sink: MailSink;
  let stateDir: string;
  const send = (to: string, extra: Partial<SMTPTransport.MailOptions> = {}, options: SMTPTransport.Options = {}) =>
    createTransport({ host: "127.0.0.1", port: sink.port, ...options }).sendMail({
      from: '"Box office" <tickets@usher.test>',
      to,
      subject: "Your tickets",
      text: "See you there.",
      ...extra,
    });

  beforeEach(async () => {
    stateDir = join(await scratchFolder(), "mail");
    sink = createMailSink({ port: 0, stateDir });
    await sink.start();
  });
  afterEach(() => sink.stop());

  test("keeps text, HTML, attachments and headers, and finds messages by recipient, blind copies too", async () => {
    await send("zoe@example.org", {
      bcc: "archive@example.org",
      subject: "Plätze für Zoë",
      html: "<p>See you there.</p>",
      headers: { "X-Order": "ord_1" },
      attachments: [{ filename: "ticket.pdf", content: Buffer.from("%PDF-"), contentType: "application/pdf" }],
    });
    await send("other@example.org");
    const [message, ...more] = sink.control.messages({ to: "Archive@Example.org" });
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      from: "Box office <tickets@usher.test>",
      to: ["zoe@example.org", "archive@example.org"],
      subject: "Plätze für Zoë",
      html: expect.stringContaining("<p>See you there.</p>"),
      text: expect.stringContaining("See you there."),
      headers: expect.objectContaining({ "x-order": "ord_1" }),
      attachments: [{ filename: "ticket.pdf", mimeType: "application/pdf", bytes: 5 }],
    });
  });

  test("takes any login", async () => {
    await send("zoe@example.org", {}, { auth: { user: "anybody", pass: "anything" } });
    expect(sink.control.messages()).toHaveLength(1);
  });

  test("waiting finds a message that comes later, and gives up when none does", async () => {
    const waiting = sink.control.waitFor({ to: "late@example.org", subject: "tickets" });
    await send("other@example.org");
    await send("late@example.org");
    expect((await waiting).to).toEqual(["late@example.org"]);
    await expect(sink.control.waitFor({ to: "never@example.org" }, 0.05)).rejects.toThrow(/No such message/);
  });

  test("refused messages are refused for now, as many as asked", async () => {
    sink.control.refuseNext(1);
    await expect(send("zoe@example.org")).rejects.toMatchObject({ responseCode: 451 });
    await send("zoe@example.org");
    expect(sink.control.messages()).toHaveLength(1);
  });

  test("while it is down nobody is served", async () => {
    sink.control.down = true;
    await expect(send("zoe@example.org")).rejects.toMatchObject({ responseCode: 421 });
    sink.control.behave();
    await send("zoe@example.org");
  });

  test("messages survive a restart until they are cleared", async () => {
    const restart = async () => {
      await sink.stop();
      sink = createMailSink({ port: 0, stateDir });
      await sink.start();
    };
    await send("zoe@example.org");
    await restart();
    expect(sink.control.messages().map((one) => one.subject)).toEqual(["Your tickets"]);
    await sink.control.clear();
    await restart();
    expect(sink.control.messages()).toEqual([]);
  });

  test("it keeps the last thousand", async () => {
    const transport = createTransport({
      host: "127.0.0.1",
      port: sink.port,
      pool: true,
      maxConnections: 4,
      maxMessages: 500,
    });
    const count = 1003;
    await Promise.all(
      Array.from({ length: count }, (_, i) =>
        transport.sendMail({ from: "a@usher.test", to: `n${i}@example.org`, text: "x" }),
      ),
    );
    transport.close();
    expect(sink.control.messages()).toHaveLength(1000);
  }, 20_000);
});
