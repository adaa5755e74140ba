import type { EventView } from "@usher/api/contract";
import type { Locale } from "@usher/client/i18n";
import { isJourney } from "@usher/client/spans";
import { DayPasses } from "./day-passes.tsx";
import { PerformanceList } from "./event-live.tsx";
import type { EventWords } from "./event-words.ts";
import { Timetable } from "./timetable.tsx";

interface DatesProps {
  readonly locale: Locale;
  readonly words: EventWords;
  readonly madeAt: string;
  readonly performances: EventView["performances"];
}

/** When it is: departures from stop to stop, the days of a fair, or every date with its way to the seats. */
export function Dates(props: DatesProps) {
  const { performances } = props;
  const [first] = performances;
  if (first && isJourney(first)) return <Timetable {...props} />;
  if (first && performances.length === 1 && first.cells.length > 1) return <DayPasses {...props} performance={first} />;
  return <PerformanceList {...props} />;
}
