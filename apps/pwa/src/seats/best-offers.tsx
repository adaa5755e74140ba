"use client";

import type { SeatChoice, SeatReason } from "@usher/api/choosing";
import type { PerformanceView } from "@usher/api/contract";
import { count, money } from "@usher/client/format";
import type { Locale } from "@usher/client/i18n";
import { isJourney } from "@usher/client/spans";
import { Bone, Button, classNames, Stepper } from "@usher/ui";
import { type SeatMapStore, tierInk } from "@usher/ui/seat-map";
import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { useOffers } from "./use-offers.ts";
import { useSeatNames } from "./use-seat-names.ts";
import { NO_WISHES, type Wishes, WishChips } from "./wish-chips.tsx";

interface BestTogetherProps {
  readonly locale: Locale;
  readonly performance: PerformanceView;
  readonly store: SeatMapStore;
  /** On a phone the offers make way for what was chosen; a wide screen has room for both. */
  readonly isShown: boolean;
  readonly onChoose: (indexes: readonly number[]) => void;
  readonly onStanding: (section: number) => void;
}

/** How many, and the best that there is for so many people side by side. */
export function BestTogether({ locale, performance, store, isShown, onChoose, onStanding }: BestTogetherProps) {
  const t = useTranslations("seats");
  const limit = performance.ticketLimit;
  // A train has no stage: what is near or central on the map says nothing there.
  const said = isJourney(performance) ? SAID.filter(([reason]) => SAID_OF_TRAINS.has(reason)) : SAID;
  const [quantity, setQuantity] = useState(Math.min(2, limit));
  const [wishes, setWishes] = useState<Wishes>(NO_WISHES);
  const [isWhole, setWhole] = useState(false);
  const listId = useId();
  const found = useOffers(store, performance, { quantity, ...wishes });
  const offers = found ?? [];
  const left = store.leftInCategory.reduce((sum, places) => sum + places, 0);
  const standing = found?.length === 0 && wishes === NO_WISHES ? standingWith(store, quantity) : [];
  const priceOf = new Map(performance.categories.map((category) => [category.chartCategory, category.priceMinor]));
  const price = (minor: number) => money(minor, performance.currency, locale);
  // On a phone the best one stands alone until more are asked for.
  const more = isWhole ? "" : "max-lg:hidden";
  return (
    <section
      className={classNames("lg:-mr-6 lg:min-h-0 lg:flex-1 lg:overflow-y-auto lg:pr-6", !isShown && "max-lg:hidden")}
    >
      <div className="flex items-center justify-between gap-3 pb-2">
        <div>
          <h2 className="text-[18px]">{t("bestTogether", { count: quantity })}</h2>
          <p className="small dim num">
            {t("bestText")} · {t("leftInHouse", { count: count(left, locale) })}
          </p>
        </div>
        <Stepper
          label={t("howMany")}
          value={quantity}
          max={limit}
          onChange={setQuantity}
          less={t("oneLess")}
          more={t("oneMore")}
        />
      </div>
      <WishChips {...{ locale, performance, store, wishes }} className={more} onChange={setWishes} />
      <p role="status" className={found?.length === 0 ? "small dim py-3" : "sr-only"}>
        {found?.length === 0 && t(wishes === NO_WISHES ? "noneTogether" : "noneAsWished", { count: quantity })}
        {offers.length > 0 && t("offersFound", { count: offers.length })}
      </p>
      {standing.map(({ section, name, places, category }) => (
        <button
          key={section}
          type="button"
          className="offer"
          onClick={() => {
            store.setStanding(section, quantity);
            onStanding(section);
          }}
        >
          <span className="dot" style={{ background: tierInk(store.tierOfCategory[category] ?? 1) }} />
          <span>
            <span className="seatname block">{name}</span>
            <span className="small dim">{t("standingLeft", { count: count(places, locale) })}</span>
          </span>
          <span className="price">{price((priceOf.get(category) ?? 0) * quantity)}</span>
          <ChevronRight aria-hidden className="size-4.5" />
        </button>
      ))}
      <div id={listId}>
        {found === null && <OfferToCome />}
        {offers.map((offer, at) => (
          <Offer
            key={offer.indexes.join()}
            {...{ store, offer, said }}
            price={price(offer.priceMinor)}
            className={at > 0 ? more : ""}
            onTake={() => {
              store.chooseOnly(offer.indexes);
              onChoose(offer.indexes);
            }}
          />
        ))}
      </div>
      <Button
        kind="line"
        className="mt-2 w-full lg:hidden"
        aria-expanded={isWhole}
        aria-controls={listId}
        onClick={() => setWhole(!isWhole)}
      >
        {isWhole ? t("fewerOffers") : t("moreOffers")}
      </Button>
    </section>
  );
}

interface OfferProps {
  readonly store: SeatMapStore;
  readonly offer: SeatChoice;
  readonly said: readonly (typeof SAID)[number][];
  readonly price: string;
  readonly className: string;
  readonly onTake: () => void;
}

/** What is worth saying of a place: that seats are together goes without saying here. */
const SAID = [
  ["stepFree", "reasonStepFree"],
  ["restrictedView", "reasonRestricted"],
  ["clearView", "reasonClear"],
  ["nearStage", "reasonNear"],
  ["central", "reasonCentral"],
  ["onAisle", "reasonAisle"],
] as const satisfies readonly (readonly [SeatReason, string])[];
const MOST_SAID = 3;

const SAID_OF_TRAINS: ReadonlySet<SeatReason> = new Set(["stepFree", "onAisle"]);

function Offer({ store, offer, said, price, className, onTake }: OfferProps) {
  const t = useTranslations("seats");
  const namesOf = useSeatNames(store.chart);
  const category = store.chart.categoryOf[offer.indexes[0] as number] ?? 0;
  const reasons = said
    .filter(([reason]) => offer.reasons.includes(reason))
    .slice(0, MOST_SAID)
    .map(([, key]) => t(key));
  const { passedOver } = offer;
  return (
    <button type="button" className={`offer ${className}`} onClick={onTake}>
      <span className="dot" style={{ background: tierInk(store.tierOfCategory[category] ?? 1) }} />
      <span>
        <span className="seatname block">{namesOf(offer.indexes)[0]?.name}</span>
        <span className="small dim block first-letter:uppercase">
          {reasons.length > 0 ? reasons.join(t("reasonJoin")) : store.chart.geometry.categories[category]}
        </span>
        {passedOver && (
          <span className="small dim block">
            {t(passedOver.strands ? "passedStrands" : "passedOver", {
              row: passedOver.row,
              together: passedOver.together,
            })}
          </span>
        )}
      </span>
      <span className="price">{price}</span>
      <ChevronRight aria-hidden className="size-4.5" />
    </button>
  );
}

/** The room of an offer while it is looked for. */
function OfferToCome() {
  return (
    <div className="offer" aria-hidden="true">
      <Bone form="round" width={12} height={12} />
      <span className="grid gap-2">
        <Bone width="55%" height={18} />
        <Bone width="35%" height={14} />
      </span>
      <Bone width={64} height={18} />
      <span className="size-4.5" />
    </div>
  );
}

/** Where so many may stand; standing places need no proposal, only a way there. */
function standingWith({ chart, leftInSection }: SeatMapStore, quantity: number) {
  return chart.sections.flatMap(({ section }, at) => {
    const places = leftInSection[at] ?? 0;
    const { standing, name } = section;
    return standing && places >= quantity ? [{ section: at, name, places, category: standing.category }] : [];
  });
}
