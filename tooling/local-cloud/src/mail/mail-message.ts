import PostalMime, { type Address } from "postal-mime";
import { z } from "zod";

/** A message that was received. `to` are the envelope's recipients, so blind copies too; `at` is milliseconds since 1970. */
export const mailMessage = z.object({
  id: z.string(),
  at: z.number(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().optional(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ filename: z.string(), mimeType: z.string(), bytes: z.number() })),
});

/** A message that was received. */
export type MailMessage = z.infer<typeof mailMessage>;

/** Reads a raw message. Later headers of the same name win. */
export async function readMessage(
  raw: Buffer,
  envelope: { id: string; from: string; to: string[] },
): Promise<MailMessage> {
  const mail = await PostalMime.parse(raw);
  return {
    ...envelope,
    at: Date.now(),
    from: written(mail.from) || envelope.from,
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html,
    headers: Object.fromEntries(mail.headers.map(({ key, value }) => [key, value])),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? "",
      mimeType,
      bytes: typeof content === "string" ? Buffer.byteLength(content) : content.byteLength,
    })),
  };
}

function written(address: Address | undefined): string {
  if (!address?.address) return "";
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
