"use client";

import { localePath } from "@usher/client/i18n";
import { openClient } from "@usher/client/trpc/open-client";
import { Bone, Button, buttonClass, Sheet } from "@usher/ui";
import Link from "next/link";
import { useEffect, useState } from "react";
import type { RemindProps } from "./remind-button.tsx";

interface RemindSheetProps extends RemindProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (isOpen: boolean) => void;
  readonly onSet: (isSet: boolean) => void;
}

/** Who is here, and whether a letter is promised; null for a guest. */
interface Reader {
  readonly email: string;
  readonly remind: boolean;
}

/** Two ways to be reminded: an entry for the calendar needs nothing, a letter an address that was proved. */
export function RemindSheet(props: RemindSheetProps) {
  const { locale, performanceId, title, words, isOpen, onOpenChange } = props;
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange} title={words.title} description={title} closeLabel={words.close}>
      <div className="grid gap-6 pt-2">
        <section>
          <a
            href={`/api/performances/${performanceId}/sale.ics?locale=${locale}`}
            download
            className={buttonClass("ink", "regular", true)}
          >
            {words.calendar}
          </a>
          <p className="small dim mt-2">{words.calendarText}</p>
        </section>
        {isOpen && <ByMail {...props} />}
      </div>
    </Sheet>
  );
}

function ByMail({ locale, performanceId, words, onSet }: RemindSheetProps) {
  const [reader, setReader] = useState<Reader | null | undefined>(undefined);
  const [isBusy, setBusy] = useState(false);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    let isOver = false;
    readReader(performanceId).then(
      (found) => {
        if (isOver) return;
        setReader(found);
        if (found) onSet(found.remind);
      },
      () => !isOver && setBroken(true),
    );
    return () => {
      isOver = true;
    };
  }, [performanceId, onSet]);
  const change = async (remind: boolean) => {
    setBusy(true);
    setBroken(false);
    try {
      await openClient().notifications.remindOfSale.mutate({ performanceId, remind, locale });
      setReader((known) => known && { ...known, remind });
      onSet(remind);
    } catch {
      setBroken(true);
    } finally {
      setBusy(false);
    }
  };
  if (isBroken) {
    return (
      <p role="alert" className="small dim">
        {words.broken}
      </p>
    );
  }
  if (reader === undefined) return <Bone className="h-13 w-full" />;
  if (reader === null) {
    const back = `${window.location.pathname}${window.location.search}`;
    return (
      <section>
        <Link
          href={`${localePath(locale, "/sign-in")}?returnTo=${encodeURIComponent(back)}`}
          className={buttonClass("line", "regular", true)}
        >
          {words.signIn}
        </Link>
        <p className="small dim mt-2">{words.signInText}</p>
      </section>
    );
  }
  return (
    <section>
      <Button wide busy={isBusy} onClick={() => void change(!reader.remind)}>
        {reader.remind ? words.stop : words.mail}
      </Button>
      <p role="status" className="small dim mt-2">
        {(reader.remind ? words.mailSet : words.mailText).replace("{email}", reader.email)}
      </p>
    </section>
  );
}

async function readReader(performanceId: string): Promise<Reader | null> {
  const client = openClient();
  const { person } = await client.accounts.me.query();
  if (!person) return null;
  const { remind } = await client.notifications.saleReminder.query({ performanceId });
  return { email: person.email, remind };
}
