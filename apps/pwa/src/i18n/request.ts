import { messagesOf } from "@usher/client/i18n/server";

export default messagesOf((locale) => import(`../../messages/${locale}.json`));
