"use client";

import { Button } from "@usher/ui";
import { useTranslations } from "next-intl";

interface MoreButtonProps {
  /** What `useInfiniteQuery` answers. */
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** The next page of a list, put under what is shown. */
export function MoreButton({ list }: MoreButtonProps) {
  const t = useTranslations("trouble");
  if (!list.hasNextPage) return null;
  return (
    <Button
      size="dense"
      className="justify-self-start"
      busy={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {t("more")}
    </Button>
  );
}
