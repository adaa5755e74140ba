import { iconButtonClass } from "@usher/ui";
import { ChevronLeft, X } from "lucide-react";
import Link from "next/link";

interface BackLinkProps {
  readonly href: string;
  readonly label: string;
  readonly kind?: "back" | "close";
  readonly onArt?: boolean;
}

/** The round way back. It leads to an address, so that it also works on the first page of a visit. */
export function BackLink({ href, label, kind = "back", onArt = false }: BackLinkProps) {
  const Icon = kind === "back" ? ChevronLeft : X;
  return (
    <Link href={href} aria-label={label} className={iconButtonClass(onArt ? "art" : "surface")}>
      <Icon aria-hidden />
    </Link>
  );
}
