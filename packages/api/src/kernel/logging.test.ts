import { expect, test } from "vitest";
import { createLogger } from "./logging.ts";

function linesOf(write: (log: ReturnType<typeof createLogger>) => void) {
  const lines: string[] = [];
  write(createLogger("info", "test", { write: (line) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("what opens something or says who it is does not reach the log, at the top of a line or one level down", () => {
  const [line] = linesOf((log) =>
    log.info({
      code: "123456",
      email: "a@post.example",
      input: { code: "654321", token: "t", email: "b@post.example" },
    }),
  );
  expect(line).toMatchObject({
    code: "[masked]",
    email: "[masked]",
    input: { code: "[masked]", token: "[masked]", email: "[masked]" },
  });
});

test("a fault keeps its name, and only a name", () => {
  const fault = (code: string) => Object.assign(new Error("no"), { code });
  const lines = linesOf((log) => {
    log.error({ err: fault("ECONNREFUSED") }, "failed");
    log.error({ err: fault("P2002") }, "failed");
    log.error({ err: fault("482913") }, "failed");
    log.error({ input: { code: "ECONNREFUSED" } }, "failed");
  });
  expect(lines[0]).toMatchObject({ err: { fault: "ECONNREFUSED", message: "no" } });
  expect(lines[1]).toMatchObject({ err: { fault: "P2002" } });
  expect(JSON.stringify(lines[2])).not.toContain("482913");
  expect(lines[3]).toMatchObject({ input: { code: "[masked]" } });
});
