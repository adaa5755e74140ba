import type { MailSink } from "../mail/create-mail-sink.ts";
import { type Service, wholeNumber } from "./service.ts";

/** The mail sink in the operator's hands. */
export function mailService({ control, port }: MailSink): Service {
  return {
    id: "mail",
    title: "Mail",
    address: `127.0.0.1:${port}`,
    state: () => (control.down ? "down" : "up"),
    troubles: () => (control.toRefuse > 0 ? [`refuses the next ${control.toRefuse} messages`] : []),
    actions: {
      start: { label: "Start", run: () => (control.down = false) },
      stop: { label: "Stop", run: () => (control.down = true) },
      refuse: {
        label: "Refuse messages",
        input: { label: "How many", kind: "number", initial: "1" },
        run: (request) => control.refuseNext(wholeNumber(request)),
      },
      clear: { label: "Empty the inbox", run: () => control.clear() },
      behave: { label: "Behave", run: () => control.behave() },
    },
  };
}
