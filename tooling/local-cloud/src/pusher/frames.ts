/** What is sent to a socket. `data` is a JSON string, except where the protocol wants an object. */
export interface Message {
  event: string;
  channel?: string;
  data?: unknown;
  user_id?: string;
}

const TEXT_FRAME = 0x81;

/**
 * A message as the bytes of one unmasked WebSocket text frame (RFC 6455, 5.2), made once and written to every socket of a channel:
 * encoding it anew for each of ten thousand would be most of the work.
 */
export function frameOf(message: Message): Buffer {
  const text = Buffer.from(JSON.stringify(message));
  return Buffer.concat([header(text.length), text]);
}

function header(length: number): Buffer {
  if (length < 126) return Buffer.from([TEXT_FRAME, length]);
  if (length < 0x10000) {
    const bytes = Buffer.from([TEXT_FRAME, 126, 0, 0]);
    bytes.writeUInt16BE(length, 2);
    return bytes;
  }
  const bytes = Buffer.alloc(10);
  bytes.set([TEXT_FRAME, 127]);
  bytes.writeBigUInt64BE(BigInt(length), 2);
  return bytes;
}
