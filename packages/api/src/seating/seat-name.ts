/** Where a numbered seat is, in the words of its house. */
export interface NumberedSeat {
  readonly section: string;
  readonly row: string;
  readonly seat: string;
}

/** "109, row G, seat 12": a numbered seat as orders and tickets keep it. */
export function writtenSeat({ section, row, seat }: NumberedSeat): string {
  return `${section}, row ${row}, seat ${seat}`;
}

const WRITTEN = /^(?<section>.+), row (?<row>[^,]+), seat (?<seat>[^,]+)$/;

/** A kept name as it is read in a language: "109 区 G 排 12 座". A standing place has the name of its section in every one. */
export function seatNameIn(written: string, locale: string): string {
  const { section, row, seat } = WRITTEN.exec(written)?.groups ?? {};
  return locale === "zh" && section ? `${section} 区 ${row} 排 ${seat} 座` : written;
}
