import { Poster as Picture, type PosterProps as PictureProps } from "@usher/ui";

interface PosterProps extends Pick<PictureProps, "alt" | "sizes" | "isFirst" | "fills" | "className"> {
  readonly seed: number;
}

const WIDTHS = [360, 780, 1280] as const;

/** A poster by its seed, in the widths that this app serves. */
export function Poster({ seed, ...picture }: PosterProps) {
  return (
    <Picture
      {...picture}
      src={`/api/posters/${seed}?w=780`}
      srcSet={WIDTHS.map((width) => `/api/posters/${seed}?w=${width} ${width}w`).join(", ")}
    />
  );
}
