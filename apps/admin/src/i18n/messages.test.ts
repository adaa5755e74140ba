import { DEFECT_MESSAGES, type DefectCode } from "@usher/api/contract";
import { promiseMessages } from "@usher/client/testing";
import { expect, test } from "vitest";
import en from "../../messages/en.json" with { type: "json" };
import zh from "../../messages/zh.json" with { type: "json" };

promiseMessages({
  app: new URL("../..", import.meta.url),
  keysByTable: [
    /^(reasons|roles|orderStatus|refundStatus|ticketStatus|paymentProblem|publication|kinds|defects|roleTexts)\./,
    /^(historyActions|historyObjects|historyFields|matchKinds|story|storyWords|alerts)\./,
    /^(chartTools|toolHelp|rowSchemes|seatSchemes|seatMarks|chartFindings)\./,
    /^performance\.\w+(At|Until)$/,
  ],
});

test.each(Object.entries(DEFECT_MESSAGES))(
  "the office says nothing of %s that a defect does not tell",
  (code, message) => {
    const told = gapsOf(message);
    for (const words of [en.defects, zh.defects]) {
      expect(gapsOf(words[code as DefectCode]).filter((gap) => !told.includes(gap))).toEqual([]);
    }
  },
);

function gapsOf(sentence: string): string[] {
  return [...sentence.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1] as string);
}
