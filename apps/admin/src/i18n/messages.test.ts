import { promiseMessages } from "@usher/client/testing";

promiseMessages({
  app: new URL("../..", import.meta.url),
  keysByTable: [
    /^(reasons|roles|orderStatus|refundStatus|ticketStatus|paymentProblem|publication|kinds)\./,
    /^performance\.\w+(At|Until)$/,
  ],
});
