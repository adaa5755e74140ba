/** What a seat is called, as it was on the day of sale. `row` and `seat` are null for a standing place. */
export interface SeatName {
  readonly section: string;
  readonly row: string | null;
  readonly seat: string | null;
}

/** "109, row G, seat 12", "109 区 G 排 12 座" or "Standing", for letters, papers and the provider's page. */
export function seatNameText({ section, row, seat }: SeatName, locale: string): string {
  if (row === null || seat === null) return section;
  return locale === "zh" ? `${section} 区 ${row} 排 ${seat} 座` : `${section}, row ${row}, seat ${seat}`;
}
