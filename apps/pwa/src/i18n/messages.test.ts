import { promiseMessages } from "@usher/client/testing";

promiseMessages({ app: new URL("../..", import.meta.url), keysByTable: [] });
