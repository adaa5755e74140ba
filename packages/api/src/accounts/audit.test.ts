import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "../kernel/ids.ts";
import { reconcile } from "../reconcile/reconcile.ts";
import { openSmallHall } from "../testing/small-hall.ts";
import { contextFor, createTestServices, type TestServices } from "../testing/test-services.ts";
import { addPerson } from "../tickets/paid-order.fixture.ts";
import { recordAudit } from "./audit.ts";
import { type AuditLink, BEGINNING, walkLinks } from "./audit-chain.ts";
import { auditValues, changesBetween } from "./audit-values.ts";
import { checkChain, checkChainPage } from "./check-audit.ts";
import { auditPeople, checkAudit, listAudit } from "./list-audit.ts";

let house: TestServices;
beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());

const note = (organizerId: string, title: string) => ({
  ...{ organizerId, action: "event.change" as const, objectId: newId() },
  before: { title, kind: "show" },
  after: { title: `${title} again`, kind: "show" },
  detail: { name: title },
});

/** Writes an entry as the house does. */
const write = (organizerId: string, title = "Ferry") =>
  house.services.db.$transaction((tx) => recordAudit(tx, contextFor(house.services), note(organizerId, title)));

/** Writes past the database's own guard, as somebody with its keys would. */
async function touch(statement: string): Promise<void> {
  const { db } = house.services;
  await db.$executeRawUnsafe("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_stands");
  await db.$executeRawUnsafe(statement);
  await db.$executeRawUnsafe("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_stands");
}

async function written(count: number): Promise<string> {
  const organizerId = newId();
  for (let i = 0; i < count; i++) await write(organizerId);
  return organizerId;
}

describe("a chain", () => {
  test("of entries that twenty write at once is whole: each has its own place and follows the one before", async () => {
    const organizerId = newId();
    await Promise.all(Array.from({ length: 20 }, () => write(organizerId)));
    const rows = await house.services.db.auditEntry.findMany({
      where: { organizerId },
      orderBy: { sequence: "asc" },
    });
    expect(rows.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(await checkChain(house.services.db, organizerId)).toEqual([]);
  });

  test("keeps nothing of a change that did not happen", async () => {
    const organizerId = await written(2);
    const { db } = house.services;
    const given = db.$transaction(async (tx) => {
      await recordAudit(tx, contextFor(house.services), note(organizerId, "Never"));
      throw new Error("given up");
    });
    await expect(given).rejects.toThrow("given up");
    await write(organizerId);
    expect(await db.auditEntry.count({ where: { organizerId } })).toBe(3);
    expect(await checkChain(db, organizerId)).toEqual([]);
  });

  test("cannot be changed, shortened or emptied by a statement", async () => {
    const organizerId = await written(1);
    const { db } = house.services;
    const where = `WHERE organizer_id = '${organizerId}'`;
    for (const statement of [
      `UPDATE audit_entry SET reason = 'x' ${where}`,
      `DELETE FROM audit_entry ${where}`,
      "TRUNCATE audit_entry",
    ])
      await expect(db.$executeRawUnsafe(statement)).rejects.toThrow("history and cannot be changed");
  });

  test("keeps of a change the values that differ, who made it, and when by the house's clock", async () => {
    const organizerId = newId();
    const { db, clock } = house.services;
    const person = await addPerson(house.services, `${newId()}@post.example`);
    const ctx = contextFor(house.services, person);
    await db.$transaction((tx) => recordAudit(tx, ctx, { ...note(organizerId, "Ferry"), reason: "A misprint" }));
    await db.$transaction((tx) => recordAudit(tx, { clock }, note(organizerId, "By itself")));
    expect(await db.auditEntry.findMany({ where: { organizerId }, orderBy: { sequence: "asc" } })).toMatchObject([
      {
        personId: person.personId,
        before: { title: "Ferry" },
        after: { title: "Ferry again" },
        reason: "A misprint",
        at: clock.now(),
      },
      { personId: null, objectType: "event" },
    ]);
  });
});

describe("reconcile names", () => {
  const found = async (organizerId: string) =>
    (await reconcile(house.services))
      .filter(({ kind, at }) => kind === "historyBroken" && at.startsWith(organizerId))
      .map(({ detail }) => detail);

  test("nothing of a whole chain; an entry that was changed, one that is gone, a cut end, and a head that was put back", async () => {
    const [whole, changed, gone, cut, putBack, headless] = await Promise.all([3, 3, 3, 3, 3, 2].map(written));
    const here = (id = "") => `WHERE organizer_id = '${id}'`;
    await touch(`UPDATE audit_entry SET after = '{"title": "Another"}' ${here(changed)} AND sequence = 2`);
    await touch(`DELETE FROM audit_entry ${here(gone)} AND sequence = 2`);
    await touch(`DELETE FROM audit_entry ${here(cut)} AND sequence = 3`);
    const { db } = house.services;
    await db.$executeRawUnsafe(`UPDATE audit_head SET sequence = 2 ${here(putBack)}`);
    await db.$executeRawUnsafe(`DELETE FROM audit_head ${here(headless)}`);
    expect(await found(whole ?? "")).toEqual([]);
    expect(await found(changed ?? "")).toEqual([
      "entry 2 does not say what it said, or does not follow the one before",
    ]);
    expect(await found(gone ?? "")).toEqual(["entry 2 is gone"]);
    expect(await found(cut ?? "")).toEqual(["entry 3 and what followed was cut off"]);
    expect(await found(putBack ?? "")).toEqual(["entry 3 stands after the end: the head was put back"]);
    expect(await found(headless ?? "")).toEqual(["entry 1 stands after the end: the head was put back"]);
    // Nothing is written on top of a chain whose end is another's.
    await expect(write(putBack ?? "")).rejects.toThrow();
  });

  test("a fault anywhere in a chain of several pages", async () => {
    const organizerId = newId();
    const { db } = house.services;
    await db.$transaction(
      async (tx) => {
        for (let i = 0; i < 1_003; i++) await recordAudit(tx, contextFor(house.services), note(organizerId, `${i}`));
      },
      { timeout: 60_000 },
    );
    const first = await checkChainPage(db, organizerId);
    expect(first).toEqual({ faults: [], checkedTo: 1_000, entries: 1_003 });
    expect(await checkChainPage(db, organizerId, 1_000)).toEqual({ faults: [], checkedTo: null, entries: 1_003 });
    await touch(`DELETE FROM audit_entry WHERE organizer_id = '${organizerId}' AND sequence IN (1000, 1002)`);
    expect(await checkChain(db, organizerId)).toEqual([
      { kind: "missing", sequence: 1_000 },
      { kind: "missing", sequence: 1_002 },
    ]);
  });
});

describe("the office reads", () => {
  test("its history newest first, page by page, by person, kind of thing and days; others read nothing", async () => {
    const { organizerId } = await openSmallHall(house.services);
    const { db } = house.services;
    const owner = await addPerson(house.services, `${newId()}@post.example`);
    await db.membership.create({ data: { organizerId, personId: owner.personId, role: "owner" } });
    const ctx = contextFor(house.services, owner, "admin");
    const begin = house.services.clock.nowMs();
    for (const title of ["One", "Two", "Three"]) {
      await db.$transaction((tx) => recordAudit(tx, ctx, note(organizerId, title)));
      house.clock.advance(60_000);
    }
    await db.$transaction((tx) =>
      recordAudit(tx, house.services, {
        ...{ organizerId, action: "release.open", objectId: newId() },
        detail: { name: "Early" },
      }),
    );
    const ask = (more: object = {}) => listAudit(ctx, { organizerId, limit: 50, ...more });
    const names = async (more: object = {}) => (await ask(more)).entries.map(({ name }) => name);
    expect(await names()).toEqual(["Early", "Three", "Two", "One"]);
    const first = await ask({ limit: 3 });
    expect(first.entries).toHaveLength(3);
    expect(await names({ limit: 3, cursor: first.nextCursor })).toEqual(["One"]);
    expect((await ask()).nextCursor).toBeNull();
    expect(await names({ by: owner.personId })).toEqual(["Three", "Two", "One"]);
    expect(await names({ object: "release" })).toEqual(["Early"]);
    const minute = (count: number) => new Date(begin + count * 60_000).toISOString();
    expect(await names({ from: minute(1), until: minute(2) })).toEqual(["Two"]);
    expect((await ask({ object: "event", limit: 1 })).entries).toMatchObject([
      {
        person: { id: owner.personId },
        action: "event.change",
        changes: [{ path: "title", before: "Three", after: "Three again" }],
        changeCount: 1,
      },
    ]);
    expect(await auditPeople(ctx, organizerId)).toEqual({
      people: [{ id: owner.personId, name: expect.stringContaining("@post.example") }],
    });
    expect(await checkAudit(ctx, { organizerId, after: 0 })).toEqual({ faults: [], checkedTo: null, entries: 4 });
    await db.membership.updateMany({ where: { organizerId, personId: owner.personId }, data: { role: "finance" } });
    await expect(ask()).rejects.toMatchObject({ code: "NOT_YOURS" });
  });
});

describe("values", () => {
  test("are flat: parts by what they are called or by their place, moments as text, nothing for what is empty", () => {
    const at = new Date("2031-03-10T10:00:00Z");
    expect(
      auditValues({
        ...{ title: "Ferry", subtitle: "", endsAt: null, at, allows: false, performers: ["A", "B"], none: [] },
        prices: [
          { name: "Floor", faceMinor: 3_000 },
          { name: "Rank 1", faceMinor: 0 },
          { name: "Rank 2", note: "" },
        ],
        days: [{ from: 1 }, { from: 2 }],
        chinese: { title: "夜渡" },
      }),
    ).toEqual({
      title: "Ferry",
      at: "2031-03-10T10:00:00.000Z",
      allows: false,
      performers: "A, B",
      "prices › Floor › faceMinor": 3_000,
      "prices › Rank 1 › faceMinor": 0,
      "prices › Rank 2": true,
      "days › 1 › from": 1,
      "days › 2 › from": 2,
      "chinese › title": "夜渡",
    });
  });

  test("that are the same are no change; what came or went is null on the other side", () => {
    expect(changesBetween({ a: 1, b: 2, c: null }, { a: 1, b: 3, d: 4 })).toEqual({
      before: { b: 2, d: null },
      after: { b: 3, d: 4 },
    });
  });
});

test("history from before there were chains is chained in its order, and what it says is kept", async () => {
  const { db } = house.services;
  const migration = readFileSync(
    new URL("../../../db/prisma/migrations/0015_audit_chain/migration.sql", import.meta.url),
    "utf8",
  );
  const [a, b] = [newId(), newId()].sort() as [string, string];
  const old: [string, string, string, string][] = [
    [a, "event.create", "e1", '{"title": "Night \\"Ferry\\" 夜渡\\n", "n": 3}'],
    [b, "membership.left", "p1", '{"role": "gate"}'],
    [a, "release.openKeptBack", "p2", '{"cells": 12, "b": true, "a": null}'],
    [a, "refund.resend", "o1", "{}"],
  ];
  const rows = await db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe("CREATE SCHEMA before");
    await tx.$executeRawUnsafe("SET LOCAL search_path TO before, public");
    await tx.$executeRawUnsafe(`CREATE TABLE audit_entry (id uuid PRIMARY KEY, organizer_id uuid NOT NULL, person_id uuid,
      action text NOT NULL, object_id text NOT NULL, detail jsonb NOT NULL, at timestamptz(3) NOT NULL DEFAULT now())`);
    await tx.$executeRawUnsafe("CREATE INDEX audit_entry_organizer_id_id_idx ON audit_entry (organizer_id, id)");
    await tx.$executeRawUnsafe(`CREATE TRIGGER audit_entry_stands BEFORE UPDATE OR DELETE ON audit_entry
      FOR EACH ROW EXECUTE FUNCTION public.history_stands()`);
    for (const [organizerId, action, objectId, detail] of old)
      await tx.$executeRaw`INSERT INTO audit_entry (id, organizer_id, person_id, action, object_id, detail)
        VALUES (${newId()}::uuid, ${organizerId}::uuid, ${a}::uuid, ${action}, ${objectId}, ${detail}::jsonb)`;
    for (const statement of statementsOf(migration)) await tx.$executeRawUnsafe(statement);
    const read = await tx.$queryRaw<AuditLink[]>`SELECT id::text, organizer_id::text AS "organizerId", sequence,
      previous_hash AS "previousHash", hash, person_id::text AS "personId", action, object_type AS "objectType",
      object_id AS "objectId", before, after, reason, detail, at FROM audit_entry ORDER BY organizer_id, sequence`;
    const heads = await tx.$queryRaw`SELECT organizer_id::text AS id, sequence FROM audit_head ORDER BY organizer_id`;
    expect(heads).toEqual([
      { id: a, sequence: 3 },
      { id: b, sequence: 1 },
    ]);
    await tx.$executeRawUnsafe("SET LOCAL search_path TO public");
    await tx.$executeRawUnsafe("DROP SCHEMA before CASCADE");
    return read;
  });
  const [ofA, ofB] = [a, b].map((id) => rows.filter(({ organizerId }) => organizerId === id));
  for (const links of [ofA, ofB]) expect(walkLinks({ sequence: 0, hash: BEGINNING }, links ?? []).faults).toEqual([]);
  expect(ofA?.map(({ objectType, objectId }) => [objectType, objectId])).toEqual([
    ["event", "e1"],
    ["performance", "p2"],
    ["order", "o1"],
  ]);
});

/** A file's statements one by one: its one body in dollars has semicolons of its own. */
function statementsOf(sql: string): string[] {
  const [head = "", body = "", tail = ""] = sql.split("$$");
  const parts = (text: string) => text.split(/;\s*\n/).filter((part) => part.replaceAll(/--.*$/gm, "").trim() !== "");
  const [opening = ""] = parts(head).splice(-1);
  return [...parts(head).slice(0, -1), `${opening}$$${body}$$`, ...parts(tail.replace(/^;\s*\n/, ""))];
}
