"use client";

import { type Locale, localePath } from "@usher/client/i18n";
import { useSeatName } from "@usher/client/seats";
import { buttonClass, TicketStub } from "@usher/ui";
import { QrCode as QrIcon } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Poster } from "../shell/poster.tsx";
import type { TicketGroup } from "./arrange-tickets.ts";
import { seatParts } from "./seat-parts.ts";
import { useSeatLabels, useWhen } from "./ticket-words.ts";

interface NextTicketProps {
  readonly locale: Locale;
  readonly group: TicketGroup;
  /** Server's clock. */
  readonly nowMs: number;
}

/** The performance that comes next, with the way to its codes. */
export function NextTicket({ locale, group, nowMs }: NextTicketProps) {
  const t = useTranslations("tickets");
  const when = useWhen(locale);
  const labels = useSeatLabels();
  const seatName = useSeatName();
  const { first, tickets } = group;
  return (
    <TicketStub
      art={<Poster seed={first.posterSeed} alt="" sizes="(min-width: 640px) 560px, 100vw" isFirst />}
      name={first.title}
      when={when(first, nowMs)}
      parts={seatParts(tickets, labels, seatName)}
      action={
        <Link
          href={localePath(locale, `/tickets/view?id=${first.id}`)}
          prefetch={false}
          className={buttonClass("torch", "regular", true)}
        >
          <QrIcon aria-hidden className="size-5" />
          {t("show", { count: tickets.length })}
        </Link>
      }
    />
  );
}
