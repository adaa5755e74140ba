import type { EventView } from "@usher/api/contract";

const EVENING = {
  before: "doors",
  after: "ends",
  hours: "evening",
  beforeRow: "doorsRow",
  startRow: "startsRow",
  afterRow: "endsRow",
} as const;

/** What the hours of an event are called: a train has no doors, and a fair does not end about ten. Keys of the messages of "event". */
export const HOURS_OF_KIND = {
  show: EVENING,
  sport: EVENING,
  transport: {
    before: "boarding",
    after: "arrives",
    hours: "journey",
    beforeRow: "boardingRow",
    startRow: "leavesRow",
    afterRow: "arrivesRow",
  },
  exhibition: {
    before: "queueFrom",
    after: "closes",
    hours: "opening",
    beforeRow: "queueRow",
    startRow: "opensRow",
    afterRow: "closesRow",
  },
} as const satisfies Record<EventView["kind"], Readonly<Record<string, string>>>;
