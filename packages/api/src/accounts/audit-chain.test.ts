import fc from "fast-check";
import { expect, test } from "vitest";
import {
  type AuditFacts,
  type AuditLink,
  BEGINNING,
  canonicalEntry,
  type ChainEnd,
  compareEnd,
  hashEntry,
  walkLinks,
} from "./audit-chain.ts";

const ORGANIZER = "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000";

const values = fc.dictionary(
  fc.string({ minLength: 1, maxLength: 8 }).map((name) => `value ${name}`),
  fc.oneof(fc.string({ maxLength: 12 }), fc.integer(), fc.boolean(), fc.constant(null)),
  { maxKeys: 4 },
);

const facts = fc.record({
  id: fc.uuid(),
  personId: fc.option(fc.uuid()),
  action: fc.constantFrom("event.change", "order.refund"),
  objectType: fc.constantFrom("event", "order"),
  objectId: fc.uuid(),
  before: values,
  after: values,
  reason: fc.option(fc.string({ maxLength: 20 })),
  detail: values,
  at: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
});

type Said = Omit<AuditFacts, "organizerId" | "sequence">;

function chained(said: readonly Said[], from: ChainEnd = { sequence: 0, hash: BEGINNING }): AuditLink[] {
  let { sequence, hash } = from;
  return said.map((one) => {
    sequence++;
    const entry = { organizerId: ORGANIZER, sequence, ...one };
    const link = { ...entry, previousHash: hash, hash: hashEntry(hash, entry) };
    hash = link.hash;
    return link;
  });
}

const headOf = (links: readonly AuditLink[]): ChainEnd => {
  const last = links.at(-1);
  return last ? { sequence: last.sequence, hash: last.hash } : { sequence: 0, hash: BEGINNING };
};

function faultsOf(links: readonly AuditLink[], head: ChainEnd) {
  const { faults, end } = walkLinks({ sequence: 0, hash: BEGINNING }, links);
  return [...faults, ...compareEnd(end, head)];
}

const chain = fc.array(facts, { minLength: 1, maxLength: 12 }).map((said) => chained(said));
const place = fc.nat();
const at = (links: readonly AuditLink[], seed: number) => seed % links.length;

test("a chain that nobody touched has no fault, walked whole or in pages", () => {
  fc.assert(
    fc.property(chain, fc.integer({ min: 1, max: 5 }), (links, page) => {
      expect(faultsOf(links, headOf(links))).toEqual([]);
      let end: ChainEnd = { sequence: 0, hash: BEGINNING };
      for (let from = 0; from < links.length; from += page) {
        const walked = walkLinks(end, links.slice(from, from + page));
        expect(walked.faults).toEqual([]);
        end = walked.end;
      }
      expect(compareEnd(end, headOf(links))).toEqual([]);
    }),
  );
});

const CHANGES: Record<string, (link: AuditLink, other: Said) => Partial<AuditLink>> = {
  id: (_, { id }) => ({ id }),
  person: (link, { id }) => ({ personId: link.personId === null ? id : null }),
  action: (link) => ({ action: `${link.action}d` }),
  object: (_, { objectId }) => ({ objectId }),
  kind: (link) => ({ objectType: `${link.objectType}s` }),
  before: (link) => ({ before: { ...link.before, more: 1 } }),
  after: (link) => ({ after: { ...link.after, more: 1 } }),
  reason: (link) => ({ reason: `${link.reason ?? ""}!` }),
  detail: (link) => ({ detail: { ...link.detail, more: 1 } }),
  moment: (link) => ({ at: new Date(link.at.getTime() + 1) }),
  organizer: (_, { id }) => ({ organizerId: id }),
  hash: (_, said) => ({ hash: hashEntry(BEGINNING, { organizerId: ORGANIZER, sequence: 1, ...said }) }),
  "what is before": (_, said) => ({
    previousHash: hashEntry(BEGINNING, { organizerId: ORGANIZER, sequence: 1, ...said }),
  }),
};

test.each(Object.entries(CHANGES))("an entry whose %s was changed is found at its place", (_, change) => {
  fc.assert(
    fc.property(chain, place, facts, (links, seed, other) => {
      const index = at(links, seed);
      const touched = links.map((link, i) => (i === index ? { ...link, ...change(link, other) } : link));
      expect(faultsOf(touched, headOf(links))).toContainEqual({ kind: "changed", sequence: index + 1 });
    }),
  );
});

test("an entry that was changed and hashed anew is found by the one after it, or by the head", () => {
  fc.assert(
    fc.property(chain, place, (links, seed) => {
      const index = at(links, seed);
      const touched = links.map((link, i) => {
        if (i !== index) return link;
        const changed = { ...link, reason: `${link.reason ?? ""}!` };
        return { ...changed, hash: hashEntry(link.previousHash, changed) };
      });
      const kind = index === links.length - 1 ? "headDiffers" : "changed";
      const sequence = index === links.length - 1 ? links.length : index + 2;
      expect(faultsOf(touched, headOf(links))).toEqual([{ kind, sequence }]);
    }),
  );
});

test("an entry that was taken out is named, and so is a chain that was cut off or whose head was put back", () => {
  fc.assert(
    fc.property(chain, place, (links, seed) => {
      const index = at(links, seed);
      const isLast = index === links.length - 1;
      const without = links.filter((_, i) => i !== index);
      expect(faultsOf(without, headOf(links))).toEqual([
        { kind: isLast ? "cutShort" : "missing", sequence: index + 1 },
      ]);
      const before = headOf(links.slice(0, index));
      expect(faultsOf(links.slice(0, index), headOf(links))).toEqual([{ kind: "cutShort", sequence: index + 1 }]);
      expect(faultsOf(links, before)).toEqual([{ kind: "headPutBack", sequence: index + 1 }]);
    }),
  );
});

test("what two entries say cannot be exchanged, nor an entry be put between", () => {
  fc.assert(
    fc.property(chain, place, place, facts, (links, one, two, said) => {
      const [a, b] = [at(links, one), at(links, two)];
      const bodyOf = (i: number) => ({ ...links[i], sequence: 0, previousHash: BEGINNING, hash: BEGINNING });
      fc.pre(JSON.stringify(bodyOf(a)) !== JSON.stringify(bodyOf(b)));
      const swapped = links.map((link, i) => {
        const from = links[i === a ? b : i === b ? a : i] ?? link;
        return { ...from, sequence: link.sequence };
      });
      expect(faultsOf(swapped, headOf(links)).length).toBeGreaterThan(0);
      const put = chained([said], headOf(links.slice(0, a)));
      const shifted = links.slice(a).map((link) => ({ ...link, sequence: link.sequence + 1 }));
      expect(faultsOf([...links.slice(0, a), ...put, ...shifted], headOf(links)).length).toBeGreaterThan(0);
    }),
  );
});

test("an entry's canonical text does not depend on the order of its values, and stays what it is", () => {
  const entry = {
    organizerId: ORGANIZER,
    sequence: 7,
    id: "0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001",
    personId: null,
    action: "event.change",
    objectType: "event",
    objectId: "e1",
    before: { b: null, a: "ä\n" },
    after: { b: 1.5, a: true },
    reason: null,
    detail: {},
    at: new Date("2026-03-01T19:30:00.5Z"),
  };
  const text = `["usher.audit/1","${ORGANIZER}",7,"0199aaaa-bbbb-7ccc-8ddd-eeeeffff0001",null,"event.change","event","e1",{"a":"ä\\n","b":null},{"a":true,"b":1.5},null,{},"2026-03-01T19:30:00.500Z"]`;
  expect(canonicalEntry(entry)).toBe(text);
  expect(canonicalEntry({ ...entry, before: { a: "ä\n", b: null } })).toBe(text);
});
