"use client";

import { Button, Callout } from "@usher/ui";
import { useTranslations } from "next-intl";
import { useRefusalWords } from "../refusals/use-refusal-words.ts";

interface ListFailedProps {
  readonly title: string;
  readonly list: {
    readonly isError: boolean;
    readonly isFetching: boolean;
    readonly error: unknown;
    readonly refetch: () => Promise<unknown>;
  };
}

/** Says why a list could not be read, with the way to ask again; nothing while it can. What was read before stays below it. */
export function ListFailed({ title, list }: ListFailedProps) {
  const t = useTranslations("trouble");
  const say = useRefusalWords();
  if (!list.isError) return null;
  return (
    <Callout
      dense
      announce
      kind="danger"
      title={title}
      action={
        <Button size="dense" busy={list.isFetching} onClick={() => void list.refetch()}>
          {t("retry")}
        </Button>
      }
    >
      {say(list.error)}
    </Callout>
  );
}
