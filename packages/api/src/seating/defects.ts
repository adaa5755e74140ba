/**
 * What each defect of a plan says, in English; `{name}` stands for one of its values. Reports on the command line read
 * these; the office has the same by code in its reader's language.
 */
export const DEFECT_MESSAGES = {
  NOT_JSON: "The file is not JSON: {reason}",
  NOT_A_PLAN: "The file is JSON, but not a seating plan.",
  NO_SEATS: "The plan has no seats.",
  TOO_MANY_SEATS: "The plan has more than {most} seats.",
  COORDINATE: "A coordinate is missing, or is no number that can be drawn.",
  LIST_MISSING: "{key} is not a list; taken as empty.",
  TEXT_MISSING: '{key} is missing; it is now "{text}".',
  TEXT_EXPECTED: "{key} is a number; taken as text.",
  POSITION_MISSING: "The position is missing; taken as 0, 0.",
  SIZE: "The {key} is not a whole number; it is now {whole}.",
  CATEGORY_DROPPED: "A category that is no object was left out.",
  CATEGORY_REPEATED: '"{category}" is listed twice; the first counts.',
  CATEGORY_MISSING: 'The seat has no category; it is now in "{category}".',
  CATEGORY_UNKNOWN: '"{category}" is not among the categories; it was added.',
  ZONE_DROPPED: "A zone that is no object was left out.",
  ZONE_NAME_REPEATED: 'A second zone "{given}" is called "{name}".',
  ROW_DROPPED: "A row that is no object was left out.",
  AREA_DROPPED: "A drawing that cannot be read was left out.",
  SEAT_DROPPED: "A seat that is no object was left out.",
  GUID_REPEATED: 'Another seat has the key "{given}"; this one is now "{guid}".',
  GUID_MISSING: 'The seat has no key; it is now "{guid}".',
  SEATS_ON_ONE_SPOT: "{count} seats stand where another stands, in the same zone or in one drawn over it.",
  SEAT_NAMES_REPEATED: 'In "{zone}", {count} seats have the same row and number as another; their tickets read alike.',
  ZONE_SPLIT:
    'In "{zone}", {count} seats have the same row and number as another; it became {blocks} sections, numbered clockwise.',
  STANDING_CUT: 'A chart has at most {most} seats; "{name}" got {count} of its {capacity}.',
  MARK_UNKNOWN: 'The sidecar marks "{seat}", which is no seat of the plan.',
  SEAT_REMOVED: 'Seat "{seat}" is not in this plan; its index {index} stays empty.',
  SIDECAR_NOT_JSON: "The sidecar is not JSON: {reason}",
  SIDECAR: "Sidecar: {reason}",
} as const;

export type DefectCode = keyof typeof DEFECT_MESSAGES;

/** What the gaps of a defect's message hold. */
export type DefectValues = Readonly<Record<string, string | number>>;

/** Something wrong in a file: where, as a JSON pointer, and whether it was put right. */
export interface Defect {
  readonly code: DefectCode;
  readonly path: string;
  /** In English. */
  readonly message: string;
  readonly values: DefectValues;
  readonly mended: boolean;
}

// A broken plan may have a million defects, so each message is taken apart once: words and gaps in turn.
const PARTS = Object.fromEntries(
  Object.entries(DEFECT_MESSAGES).map(([code, message]) => [code, message.split(/\{(\w+)\}/)]),
) as Record<DefectCode, string[]>;

/** A defect with its message. A gap without a value is a mistake of ours, so it throws. */
export function defectOf(code: DefectCode, path: string, mended: boolean, values: DefectValues = {}): Defect {
  let message = "";
  for (const [at, part] of PARTS[code].entries()) {
    const said = at % 2 === 0 ? part : values[part];
    if (said === undefined) throw new Error(`The defect ${code} does not say its ${part}.`);
    message += said;
  }
  return { code, path, message, values, mended };
}
