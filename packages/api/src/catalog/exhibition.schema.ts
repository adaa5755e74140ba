import { z } from "zod";
import { instant, revision, text } from "./field.schema.ts";

/** As many as a fair of a few days has. */
export const MOST_AGENDA_ITEMS = 200;
export const MOST_EXHIBITORS = 400;

export const agendaTexts = { title: text(120), place: text(80), speaker: text(120) };
export const exhibitorTexts = { name: text(120), summary: text(200) };

/** The whole agenda: items that are named are changed, others are new, and those that are left out are taken off. */
export const saveAgendaInput = z.strictObject({
  eventId: z.uuid(),
  revision,
  items: z
    .array(
      z
        .strictObject({
          /** Absent for a new one. */
          itemId: z.uuid().optional(),
          startsAt: instant,
          endsAt: instant.nullable(),
          ...agendaTexts,
          title: agendaTexts.title.min(1),
          chinese: z.strictObject(agendaTexts),
        })
        .refine(({ startsAt, endsAt }) => endsAt === null || Date.parse(endsAt) > Date.parse(startsAt), {
          path: ["endsAt"],
          message: "Ends before it begins",
        }),
    )
    .max(MOST_AGENDA_ITEMS),
});

/** All exhibitors, in the order in which they are shown: those that are named are changed, others are new, and those left out are taken off. */
export const saveExhibitorsInput = z.strictObject({
  eventId: z.uuid(),
  revision,
  exhibitors: z
    .array(
      z.strictObject({
        /** Absent for a new one. */
        exhibitorId: z.uuid().optional(),
        ...exhibitorTexts,
        name: exhibitorTexts.name.min(1),
        stand: text(20),
        url: z
          .url({ protocol: /^https$/ })
          .max(500)
          .nullable(),
        chinese: z.strictObject(exhibitorTexts),
      }),
    )
    .max(MOST_EXHIBITORS),
});
