"use client";

import { Button, Trouble } from "@usher/ui";
import { useParams } from "next/navigation";
import { BROKEN_WORDS } from "../../shell/broken-words.ts";

/** A page that broke. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  const words = BROKEN_WORDS[locale === "zh" ? "zh" : "en"];
  return (
    <div role="alert">
      <Trouble title={words.title} text={words.text}>
        <Button onClick={reset}>{words.retry}</Button>
      </Trouble>
    </div>
  );
}
