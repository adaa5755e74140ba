import pino from "pino";

export type Logger = pino.Logger;

/** Structured lines on standard output. What identifies or opens something is masked before it is written. */
export function createLogger(level: string, name: string): Logger {
  return pino({
    name,
    level,
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
  });
}
