import type { Readable } from "node:stream";
import { SMTPServer } from "smtp-server";
import { listen } from "../http/http-server.ts";
import { Inbox, type MailFilter } from "./inbox.ts";
import { type MailMessage, readMessage } from "./mail-message.ts";

const MAX_MESSAGE_BYTES = 25 * 1024 * 1024;

/** Where to listen, port 0 for a free one, a folder if messages shall survive a restart, and how many are kept. */
export interface MailSinkOptions {
  port: number;
  host?: string;
  stateDir?: string;
  kept?: number;
}

/** Reads the inbox and makes the sink misbehave. */
export interface MailControl {
  /** True refuses every connection with 421. */
  down: boolean;
  /** How many of the next messages will be refused. */
  readonly toRefuse: number;
  /** The next `count` messages are refused with 451: come again later. */
  refuseNext(count: number): void;
  /** Ends all misbehaviour. */
  behave(): void;
  /** Newest first. */
  messages(filter?: MailFilter): MailMessage[];
  message(id: string): MailMessage | undefined;
  /** The newest message that fits, or the first that arrives within `timeoutSeconds` (10). */
  waitFor(filter: MailFilter, timeoutSeconds?: number): Promise<MailMessage>;
  clear(): Promise<void>;
}

/** An SMTP server that keeps what it is given. `port` is the real one once it has started. */
export interface MailSink {
  start(): Promise<number>;
  stop(): Promise<void>;
  readonly port: number;
  readonly control: MailControl;
}

/** Takes mail over plain SMTP from anybody, with or without a login, and delivers it nowhere. */
export function createMailSink(options: MailSinkOptions): MailSink {
  const inbox = new Inbox(options.stateDir, options.kept);
  const faults = { down: false, toRefuse: 0 };
  const server = createServer(inbox, faults);
  let port = options.port;
  return {
    control: createControl(inbox, faults),
    get port() {
      return port;
    },
    async start() {
      await inbox.load();
      port = await listen(server.server, options.port, options.host ?? "127.0.0.1");
      return port;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

interface Faults {
  down: boolean;
  toRefuse: number;
}

function createServer(inbox: Inbox, faults: Faults): SMTPServer {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    hideSTARTTLS: true,
    size: MAX_MESSAGE_BYTES,
    closeTimeout: 500,
    onAuth: (_auth, _session, done) => done(null, { user: "anybody" }),
    onConnect: (_session, done) => done(faults.down ? smtpError(421, "The mail service is down") : null),
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const from = mailFrom ? mailFrom.address : "";
      const to = rcptTo.map(({ address }) => address);
      receive(inbox, faults, stream, { id: inbox.nextId(), from, to }).then(
        () => done(null, "Kept"),
        (error: unknown) => done(error instanceof Error ? error : new Error("The message could not be kept")),
      );
    },
  });
  // A client that breaks off is its own affair.
  server.on("error", () => {});
  return server;
}

async function receive(
  inbox: Inbox,
  faults: Faults,
  stream: Readable & { sizeExceeded?: boolean },
  envelope: { id: string; from: string; to: string[] },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  if (stream.sizeExceeded) throw smtpError(552, "The message is too large");
  if (faults.toRefuse > 0) {
    faults.toRefuse -= 1;
    throw smtpError(451, "Try again later");
  }
  await inbox.add(await readMessage(Buffer.concat(chunks), envelope));
}

function smtpError(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function createControl(inbox: Inbox, faults: Faults): MailControl {
  return {
    get down() {
      return faults.down;
    },
    set down(value) {
      faults.down = value;
    },
    get toRefuse() {
      return faults.toRefuse;
    },
    refuseNext(count) {
      faults.toRefuse = Math.max(0, Math.trunc(count));
    },
    behave() {
      faults.down = false;
      faults.toRefuse = 0;
    },
    messages: (filter) => inbox.list(filter),
    message: (id) => inbox.get(id),
    waitFor: (filter, timeoutSeconds = 10) => inbox.waitFor(filter, timeoutSeconds),
    clear: () => inbox.clear(),
  };
}
