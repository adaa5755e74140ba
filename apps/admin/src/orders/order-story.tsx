"use client";

import { useQuery } from "@tanstack/react-query";
import { type OrderView, RETURNED_BY_BUYER, type StoryView } from "@usher/api/contract";
import { money } from "@usher/client/format";
import { useSeatName } from "@usher/client/seats";
import { useTRPC } from "@usher/client/trpc";
import { Bone } from "@usher/ui";
import { useTranslations } from "next-intl";
import { clockTime, deskDay, deskZone } from "../format/clock.ts";
import { ListFailed } from "../shell/list-failed.tsx";
import { useOrganizer } from "../shell/organizer.ts";
import { Part } from "../shell/part.tsx";

const BONES = ["44%", "58%", "50%", "62%"] as const;

type Entry = StoryView["entries"][number];

/** Everything that happened to an order, oldest first, day by day. */
export function OrderStory({ order }: { order: OrderView }) {
  const t = useTranslations("story");
  const { locale } = useOrganizer();
  const { id: orderId } = order;
  const story = useQuery(useTRPC().orders.story.queryOptions({ orderId }, { staleTime: 0 }));
  const { entries, currency } = story.data ?? { entries: [], currency: order.currency };
  const days = Map.groupBy(entries, ({ at }) => deskDay(at, locale));
  return (
    <Part ruled title={t("title")}>
      <ListFailed title={t("failed")} list={story} />
      {story.isPending && BONES.map((width) => <Bone key={width} width={width} height={12} />)}
      {[...days].map(([day, some]) => (
        <section key={day} className="grid gap-1">
          <h3 className="font-[620] text-12 text-text-2">{day}</h3>
          <ol className="grid gap-1">
            {some.map((entry) => (
              <li key={entry.position} className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-3">
                <time dateTime={entry.at} className="text-text-2 tabular-nums">
                  {clockTime(entry.at, deskZone(), locale)}
                </time>
                <Sentence entry={entry} currency={currency} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </Part>
  );
}

function Sentence({ entry, currency }: { entry: Entry; currency: string }) {
  const t = useTranslations("story");
  const words = useTranslations("storyWords");
  const seatName = useSeatName();
  const { locale } = useOrganizer();
  const { kind, amountMinor, text, who, number, seat } = entry;
  const known =
    text === RETURNED_BY_BUYER
      ? words("reasonOfBuyer")
      : text && words.has(text as "sale")
        ? words(text as "sale")
        : text;
  const isOfGate = kind === "letIn" || kind === "letOut" || kind === "refusedAtGate";
  const said = t(kind, {
    amount: amountMinor === null ? "" : money(amountMinor, currency, locale),
    text: known ?? "",
    who: who ?? (isOfGate ? t("someGate") : ""),
    number: number ?? 0,
    seat: seat ? seatName(seat) : "",
  });
  return (
    <span className="wrap-anywhere">
      {said}
      {kind === "refundAccepted" && who && <span className="text-text-2"> {t("by", { who })}</span>}
    </span>
  );
}
