"use client";

import { IconButton } from "@usher/ui";
import { Share } from "lucide-react";
import { useState } from "react";

interface ShareButtonProps {
  readonly title: string;
  readonly words: { readonly share: string; readonly shared: string };
}

/** Stands on the poster and hands the page's address to the phone's own sharing, or copies it where there is none. */
export function ShareButton({ title, words }: ShareButtonProps) {
  const [said, setSaid] = useState("");
  const share = async () => {
    const { href } = window.location;
    try {
      if (navigator.share) await navigator.share({ title, url: href });
      else {
        await navigator.clipboard.writeText(href);
        setSaid(words.shared);
      }
    } catch {
      // Closing the phone's sheet is no fault.
    }
  };
  return (
    <>
      <IconButton ground="art" label={words.share} onClick={share}>
        <Share aria-hidden />
      </IconButton>
      <span
        role="status"
        className={
          said ? "absolute right-0 top-14 whitespace-nowrap rounded-xl bg-text px-3 py-2 text-sm text-page" : "sr-only"
        }
      >
        {said}
      </span>
    </>
  );
}
