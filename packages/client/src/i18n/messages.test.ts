import { promiseMessages } from "../testing/messages-promises.ts";

promiseMessages({ app: new URL("../..", import.meta.url), keysByTable: [/^refusals\.[A-Z_]+$/] });
