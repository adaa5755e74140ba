import type { Locale } from "@usher/client/i18n";
import type shared from "@usher/client/messages/en.json";
import type own from "../../messages/en.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: Locale;
    Messages: typeof own & typeof shared;
  }
}
