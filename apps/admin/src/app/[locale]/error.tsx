"use client";

import { Button, Trouble } from "@usher/ui";
import { useParams } from "next/navigation";
import en from "../../../messages/en.json";
import zh from "../../../messages/zh.json";

/** A page that broke. It brings its own few words, since what broke may be what brings them. */
export default function ErrorPage({ reset }: { error: Error; reset: () => void }) {
  const { locale } = useParams<{ locale: string }>();
  // Named in full, so that the bundler keeps only these words of each language.
  const words = locale === "zh" ? zh.trouble : en.trouble;
  return (
    <div role="alert">
      <Trouble title={words.errorTitle} text={words.errorText}>
        <Button wide onClick={reset}>
          {words.retry}
        </Button>
      </Trouble>
    </div>
  );
}
