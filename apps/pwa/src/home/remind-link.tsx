import { Bell } from "lucide-react";

interface RemindLinkProps {
  readonly href: string;
  readonly words: string;
  /** Says of what. */
  readonly label: string;
}

/** Puts the moment into the calendar of the device, which wakes its owner; no account is needed for that. */
export function RemindLink({ href, words, label }: RemindLinkProps) {
  return (
    <a
      href={href}
      download
      aria-label={label}
      className="relative z-1 inline-flex min-h-12 shrink-0 items-center gap-1.5 rounded-press border border-line px-3 font-[620] text-14 no-underline hover:border-edge"
    >
      <Bell size={18} aria-hidden="true" />
      {words}
    </a>
  );
}
