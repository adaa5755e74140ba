export {
  countdown,
  dayAndTime,
  dayOf,
  fullInstant,
  longDate,
  shortDate,
  timeOfDay,
  zoneName,
  weekdayName,
} from "./instants.ts";
export { count, money, placeName } from "./money.ts";
