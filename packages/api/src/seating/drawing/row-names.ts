/** How the rows of a section are called: letters as houses use them, all letters, or figures. */
export type RowScheme = "letters" | "allLetters" | "figures";
/** How the seats of a row are counted, from its left as drawn: 1 2 3, 3 2 1, 1 3 5 or 2 4 6. */
export type SeatScheme = "up" | "down" | "odd" | "even";

export const ROW_SCHEMES = ["letters", "allLetters", "figures"] as const satisfies readonly RowScheme[];
export const SEAT_SCHEMES = ["up", "down", "odd", "even"] as const satisfies readonly SeatScheme[];

/** No I and no O, which look like figures. */
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const ALL_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The name of a row; `start` is how many names are left out before the first. After Z come AA, BB. */
export function rowName(scheme: RowScheme, row: number, start = 0): string {
  const at = row + start;
  if (scheme === "figures") return String(at + 1);
  const letters = scheme === "letters" ? LETTERS : ALL_LETTERS;
  return (letters[at % letters.length] as string).repeat(1 + Math.floor(at / letters.length));
}

/** The number of a seat in a row of `count`; `start` is the lowest of them. */
export function seatNumber(scheme: SeatScheme, seat: number, count: number, start = 1): string {
  if (scheme === "up") return String(start + seat);
  if (scheme === "down") return String(start + count - 1 - seat);
  return String((scheme === "odd" ? 1 : 2) + 2 * seat);
}

export interface NamedRows<Scheme> {
  readonly scheme: Scheme;
  readonly start: number;
}

/** The scheme that gives exactly these row names; null when somebody named them otherwise. */
export function rowSchemeOf(names: readonly string[]): NamedRows<RowScheme> | null {
  for (const scheme of ROW_SCHEMES) {
    const start = Array.from({ length: 60 }, (_, at) => at).find((at) => rowName(scheme, 0, at) === names[0]);
    if (start !== undefined && names.every((name, row) => name === rowName(scheme, row, start)))
      return { scheme, start };
  }
  return null;
}

/** The scheme that gives exactly these numbers in each row; null when there is none. */
export function seatSchemeOf(rows: readonly (readonly string[])[]): NamedRows<SeatScheme> | null {
  const seated = rows.filter(({ length }) => length > 0);
  for (const scheme of SEAT_SCHEMES) {
    const [first = []] = seated;
    const start = scheme === "down" ? Number(first.at(-1)) : Number(first[0]);
    if (!Number.isInteger(start)) return null;
    const fits = seated.every((numbers) =>
      numbers.every((number, seat) => number === seatNumber(scheme, seat, numbers.length, start)),
    );
    if (seated.length > 0 && fits) return { scheme, start };
  }
  return null;
}
