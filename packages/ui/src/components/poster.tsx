import type { ReactNode } from "react";
import { classNames } from "../class-names.ts";

export interface PosterProps {
  readonly src: string;
  readonly srcSet?: string;
  /** How wide it is drawn, for the browser to choose by. */
  readonly sizes: string;
  /** Said to those who cannot see it; empty where the name stands beside it. */
  readonly alt: string;
  /** Loads before all else: the one poster that is seen first. */
  readonly isFirst?: boolean;
  /** Takes the height it is given instead of four to five. */
  readonly fills?: boolean;
  readonly caption?: ReactNode;
  readonly className?: string;
}

/** A poster is paper: no radius, no shadow. Its box has its size before the picture comes. */
export function Poster({ src, srcSet, sizes, alt, isFirst = false, fills = false, caption, className }: PosterProps) {
  const picture = (
    <img
      src={src}
      srcSet={srcSet}
      sizes={sizes}
      alt={alt}
      width={800}
      height={1000}
      loading={isFirst ? "eager" : "lazy"}
      fetchPriority={isFirst ? "high" : "auto"}
      decoding="async"
      className={classNames(
        "block w-full bg-sunk object-cover",
        fills ? "h-full" : "aspect-4/5 h-auto",
        caption ? false : className,
      )}
    />
  );
  if (!caption) return picture;
  return (
    <figure className={className}>
      {picture}
      <figcaption className="pt-2 text-14 leading-[1.35]">{caption}</figcaption>
    </figure>
  );
}
