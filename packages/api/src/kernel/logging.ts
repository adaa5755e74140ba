import pino from "pino";
import { maskCardNumbers } from "./card-numbers.ts";

export type Logger = pino.Logger;

/**
 * Structured lines on standard output, or where `destination` says. What identifies or opens something is masked before
 * it is written, and so is what could be a card's number, wherever in a line it stands.
 */
export function createLogger(level: string, name: string, destination?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    name,
    level,
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
