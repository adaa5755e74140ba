import type { Account } from "./account.ts";
import type { FormFields } from "./form.ts";
import { type Reader, type ReadFields, readRequest } from "./params.ts";

type Fields = Record<string, Reader<unknown>>;

/**
 * One address of the API; `:id` in the path stands for one segment. `prepare` reads the parameters and refuses wrong
 * ones; what it returns does the work. Stripe remembers answers under an idempotency key only from the second step on.
 */
export interface Endpoint {
  method: "GET" | "POST";
  path: string;
  prepare(given: FormFields): (account: Account, id: string) => object;
}

/** Declares an endpoint whose `run` sees its parameters with the types that its fields read. */
export function endpoint<F extends Fields>(
  method: Endpoint["method"],
  path: string,
  fields: F,
  run: (account: Account, params: ReadFields<F>, id: string) => object,
): Endpoint {
  return {
    method,
    path,
    prepare(given) {
      const params = readRequest(fields, given);
      return (account, id) => run(account, params, id);
    },
  };
}
