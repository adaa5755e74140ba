import { createTransport } from "nodemailer";
import type { ApiEnv } from "../../env.ts";

export interface Letter {
  /** Names the letter, so that one that is sent twice is the same message to whoever receives it. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface Mailer {
  /** Hands a letter to the mail server. Throws when it is not taken, and the job tries again. */
  send(letter: Letter): Promise<void>;
  /** A sign of life from the mail server. Throws when there is none. */
  check(): Promise<void>;
  close(): void;
}

export function openMailer(env: ApiEnv): Mailer {
  const transport = createTransport({
    url: env.SMTP_URL,
    pool: true,
    maxConnections: 4,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 10_000,
  });
  return {
    async send({ id, ...letter }) {
      const messageId = `<${id}@${new URL(env.PWA_URL).hostname}>`;
      await transport.sendMail({ from: env.MAIL_FROM, messageId, ...letter });
    },
    async check() {
      await transport.verify();
    },
    close: () => transport.close(),
  };
}
