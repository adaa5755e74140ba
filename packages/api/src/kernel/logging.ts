import pino from "pino";
import { maskCardNumbers } from "./card-numbers.ts";

export type Logger = pino.Logger;

/**
 * Whoever looks after a fault needs its name (`ECONNREFUSED`, `P2002`), so it stands where codes are not masked. What does
 * not look like a name (a sign-in's code is all digits) stays a code.
 */
function serializeFault(error: Error): object {
  const told = pino.stdSerializers.err(error);
  if (!(told instanceof Object) || !("code" in told)) return told;
  const { code, ...rest } = told;
  return /^[A-Z][A-Z0-9_]{2,30}$/.test(String(code)) ? { ...rest, fault: code } : { ...rest, code };
}

/**
 * Structured lines on standard output, or where `destination` says. What identifies or opens something is masked before
 * it is written, and so is what could be a card's number, wherever in a line it stands.
 */
export function createLogger(level: string, name: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    name,
    level,
    serializers: { err: serializeFault },
    hooks: { streamWrite: maskCardNumbers },
    redact: {
      paths: [
        "email",
        "*.email",
        "code",
        "*.code",
        "token",
        "*.token",
        "authorization",
        "*.authorization",
        "cookie",
        "*.cookie",
        "secret",
        "*.secret",
      ],
      censor: "[masked]",
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
