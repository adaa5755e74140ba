import { randomBytes } from "node:crypto";
import { expect } from "@playwright/test";
import { env } from "./env.ts";

interface Letter {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
}

/** An address nobody had before. */
export const newEmail = (name: string) => `${name}.${randomBytes(4).toString("hex")}@post.example`;

/** What an address has received, newest first. */
export async function lettersTo(address: string): Promise<readonly Letter[]> {
  const response = await fetch(`${env.LOCAL_CLOUD_URL}/api/mail?to=${encodeURIComponent(address)}`);
  return (await response.json()) as Letter[];
}

/** The newest letter to an address whose subject fits and which is none of `known`, once it is there. */
export async function letterTo(address: string, subject = /./, known: readonly Letter[] = []): Promise<Letter> {
  const seen = new Set(known.map(({ id }) => id));
  let letter: Letter | undefined;
  await expect
    .poll(
      async () => {
        letter = (await lettersTo(address)).find((one) => subject.test(one.subject) && !seen.has(one.id));
        return letter !== undefined;
      },
      { message: `a letter to ${address}: ${subject}`, timeout: 20_000 },
    )
    .toBe(true);
  return letter as Letter;
}
