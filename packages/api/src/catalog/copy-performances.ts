import type { Prisma, Tx } from "@usher/db";
import { newId } from "../kernel/ids.ts";
import { movedAlong } from "../kernel/local-time.ts";
import { checkTimes } from "./performance-rules.ts";

/** What a performance is made of, so that another can be made like it. */
export const templateParts = {
  venue: { select: { timeZone: true } },
  cells: { orderBy: { position: "asc" } },
  categories: { include: { fares: true } },
  tariffs: { include: { prices: true } },
  quotas: true,
} as const satisfies Prisma.PerformanceInclude;
export type Template = Prisma.PerformanceGetPayload<{ include: typeof templateParts }>;

/** `same`: the sale begins for all of them when it does for the one they are like. `along`: as long before each as before that. */
export type SaleStart = "same" | "along";

interface Copy {
  readonly template: Template;
  readonly eventId: string;
  readonly startsAt: Date;
  readonly saleStart: SaleStart;
}

/**
 * Writes drafts like others, at other times: venue, chart, prices, tariffs, quotas and rules are theirs, and every time of day moves along by the
 * venue's clock. Places that are kept back are not copied. Refuses PUBLISH_REFUSED where the sale would end before it begins.
 */
export async function copyPerformances(tx: Tx, copies: readonly Copy[]): Promise<string[]> {
  const written = copies.map((copy) => ({ ...copy, id: newId(), move: moverOf(copy) }));
  await tx.performance.createMany({ data: written.map(performanceOf) });
  await tx.performanceCell.createMany({
    data: written.flatMap(({ id, template, move }) =>
      template.cells.map(({ startsAt, endsAt, translations, ...cell }) => ({
        ...{ ...cell, performanceId: id, startsAt: move(startsAt), endsAt: move(endsAt) },
        translations: translations ?? {},
      })),
    ),
  });
  const offers = written.flatMap(offersOf);
  await tx.priceCategory.createMany({ data: offers.flatMap(({ categories }) => categories) });
  await tx.fare.createMany({ data: offers.flatMap(({ fares }) => fares) });
  await tx.tariff.createMany({ data: offers.flatMap(({ tariffs }) => tariffs) });
  await tx.tariffPrice.createMany({ data: offers.flatMap(({ tariffPrices }) => tariffPrices) });
  await tx.quota.createMany({
    data: written.flatMap(({ id, template }) =>
      template.quotas.map((quota) => ({ ...quota, id: newId(), performanceId: id })),
    ),
  });
  return written.map(({ id }) => id);
}

type Mover = (at: Date) => Date;
interface Written extends Copy {
  readonly id: string;
  readonly move: Mover;
}

function moverOf({ template, startsAt }: Copy): Mover {
  const way = { from: template.startsAt, to: startsAt };
  return (at) => movedAlong(at, way, template.venue.timeZone);
}

const movedBy = (move: Mover, at: Date | null) => at && move(at);

function performanceOf({
  id,
  eventId,
  template,
  startsAt,
  saleStart,
  move,
}: Written): Prisma.PerformanceCreateManyInput {
  const { organizerId, venueId, chartRevisionId, currency, seatCount, cellCount } = template;
  const { ticketLimit, allowsSingles, chooseSeconds, checkoutSeconds, refundFeeMinor } = template;
  const times = {
    startsAt,
    doorsAt: movedBy(move, template.doorsAt),
    endsAt: movedBy(move, template.endsAt),
    openUntil: movedBy(move, template.openUntil),
    saleStartsAt: saleStart === "same" ? template.saleStartsAt : move(template.saleStartsAt),
    saleEndsAt: move(template.saleEndsAt),
    refundUntil: movedBy(move, template.refundUntil),
  };
  checkTimes(times);
  return {
    ...{ id, organizerId, eventId, venueId, chartRevisionId, currency, seatCount, cellCount, status: "draft" },
    ...{ ticketLimit, allowsSingles, chooseSeconds, checkoutSeconds, refundFeeMinor },
    ...times,
  };
}

/** Prices with ids of their own. A tariff's window follows the sale. */
function offersOf({ id: performanceId, template, saleStart, move }: Written) {
  const ids = new Map(template.categories.map((category) => [category.id, newId()]));
  const idOf = (categoryId: string) => {
    const id = ids.get(categoryId);
    if (!id) throw new Error(`Category ${categoryId} is not of the performance that is copied`);
    return id;
  };
  const window = (at: Date | null) => (saleStart === "same" ? at : movedBy(move, at));
  const tariffs = template.tariffs.map((tariff) => ({ tariff, id: newId() }));
  return {
    categories: template.categories.map(({ fares: _, ...category }) => ({
      ...{ ...category, id: idOf(category.id), performanceId },
    })),
    fares: template.categories.flatMap(({ fares }) =>
      fares.map((fare) => ({ ...fare, categoryId: idOf(fare.categoryId) })),
    ),
    tariffs: tariffs.map(({ id, tariff: { prices: _, ...tariff } }) => ({
      ...{ ...tariff, id, performanceId },
      ...{ saleStartsAt: window(tariff.saleStartsAt), saleEndsAt: window(tariff.saleEndsAt) },
    })),
    tariffPrices: tariffs.flatMap(({ id, tariff }) =>
      tariff.prices.map((price) => ({ ...price, tariffId: id, categoryId: idOf(price.categoryId) })),
    ),
  };
}
