import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedDatabase } from "../seed/index.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { reindex, searchEvents } from "./index.ts";
import { TYPED_IN_CHINESE } from "./relevance-chinese.fixture.ts";
import { TYPED_IN_ENGLISH } from "./relevance-english.fixture.ts";
import { searchInput } from "./search.schema.ts";

const FIRST_DAY = "2031-03-10";

let house: TestServices;

beforeAll(async () => {
  house = await createTestServices();
  house.clock.advance(Date.parse(`${FIRST_DAY}T12:00:00Z`) - house.clock.nowMs());
  await seedDatabase(house.services, { firstDay: FIRST_DAY });
  await reindex(house.services);
}, 600_000);
afterAll(() => house?.close());

describe.each(Object.entries({ English: TYPED_IN_ENGLISH, Chinese: TYPED_IN_CHINESE }))("in %s", (_, typed) => {
  describe.each(Object.entries(typed))("people find %s:", (_why, cases) => {
    test.each(cases.map(([words, first, more = {}]) => ({ words, first, more })))(
      "$words",
      async ({ words, first, more }) => {
        const view = await searchEvents(house.services, searchInput.parse({ words, today: FIRST_DAY, ...more }));
        expect(view).toMatchObject({ from: "engine", givenUp: null });
        expect([first].flat()).toContain(view.hits[0]?.title);
      },
    );
  });
});
