import type { OpenIdEmulator } from "../openid/create-openid-emulator.ts";
import { type Service, wholeNumber } from "./service.ts";

/** The houses that sign people in, in the operator's hands. */
export function openIdService({ control, port }: OpenIdEmulator): Service {
  return {
    id: "openid",
    title: "Google, Apple, Facebook",
    address: `localhost:${port}`,
    state: () => (control.down ? "down" : "up"),
    troubles: () => (control.toFail > 0 ? [`fails the next ${control.toFail} sign-ins`] : []),
    actions: {
      start: { label: "Start", run: () => (control.down = false) },
      stop: { label: "Stop", run: () => (control.down = true) },
      fail: {
        label: "Fail sign-ins",
        input: { label: "How many", kind: "number", initial: "1" },
        run: (request) => control.failNext(wholeNumber(request)),
      },
      forget: { label: "Forget accounts", run: () => control.forgetPeople() },
      behave: { label: "Behave", run: () => control.behave() },
    },
  };
}
