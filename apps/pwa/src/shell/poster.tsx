interface PosterProps {
  readonly seed: number;
  /** Said to those who cannot see it; empty where the name stands beside it. */
  readonly alt: string;
  readonly className?: string;
  /** How wide it is drawn, for the browser to choose by. */
  readonly sizes: string;
  readonly isFirst?: boolean;
}

const WIDTHS = [360, 780, 1280] as const;

/** A poster by its seed. Its box has its proportions before the picture comes. */
export function Poster({ seed, alt, className = "", sizes, isFirst = false }: PosterProps) {
  return (
    <img
      className={`poster ${className}`}
      src={`/api/posters/${seed}?w=780`}
      srcSet={WIDTHS.map((width) => `/api/posters/${seed}?w=${width} ${width}w`).join(", ")}
      sizes={sizes}
      alt={alt}
      width={780}
      height={975}
      loading={isFirst ? "eager" : "lazy"}
      fetchPriority={isFirst ? "high" : "auto"}
      decoding="async"
    />
  );
}
