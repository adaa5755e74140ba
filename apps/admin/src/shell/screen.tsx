import { IconButton } from "@usher/ui";
import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

interface ScreenProps {
  readonly title: ReactNode;
  /** Up to the list that this screen is from. */
  readonly back?: { readonly href: string; readonly label: string };
  /** Stands beside the title: a state, a date. */
  readonly beside?: ReactNode;
  /** At the head's right: the screen's next step comes last. */
  readonly actions?: ReactNode;
  readonly busy?: boolean;
  /** The screen sets its own edges. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** One screen of the office: its head, which stays while the rest comes, and its content. */
export function Screen({ title, back, beside, actions, busy, flush, children }: ScreenProps) {
  return (
    <>
      <header className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 border-line border-b py-2 pr-4 pl-5">
        {back && (
          <IconButton asChild dense label={back.label} className="-ml-2">
            <Link href={back.href}>
              <ArrowLeft aria-hidden />
            </Link>
          </IconButton>
        )}
        <h1 className="text-16 leading-snug">{title}</h1>
        {beside}
        {actions && <div className="ml-auto flex flex-wrap gap-2">{actions}</div>}
      </header>
      <main
        id="content"
        tabIndex={-1}
        aria-busy={busy || undefined}
        className={
          flush
            ? "flex min-w-0 flex-1 flex-col outline-none focus-visible:shadow-none"
            : "grid min-w-0 flex-1 content-start gap-4 py-4 pr-4 pb-8 pl-5 outline-none focus-visible:shadow-none"
        }
      >
        {children}
      </main>
    </>
  );
}
