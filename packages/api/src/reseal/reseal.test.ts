import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { enqueue } from "../kernel/jobs.ts";
import { createSealedBox } from "../kernel/sealed-box.ts";
import type { Services } from "../services.ts";
import { openSmallHall } from "../testing/small-hall.ts";
import { createTestServices, type TestServices } from "../testing/test-services.ts";
import { ensureGateSecrets, ensureSigningKey, newSigningKey, rotateGateSecret } from "../tickets/index.ts";
import { reseal, SEALED_COLUMNS } from "./reseal.ts";

const oldKey = { id: "old", key: randomBytes(32) };
const newKey = { id: "new", key: randomBytes(32) };
const strangeKey = { id: "strange", key: randomBytes(32) };
const HALLS = 7;

let house: TestServices;
let halls: string[];
const under = (...ring: (typeof oldKey)[]): Services => ({ ...house.services, box: createSealedBox(ring) });

beforeAll(async () => {
  house = await createTestServices();
});
afterAll(() => house?.close());
beforeEach(async () => {
  const { db } = house.services;
  await db.gateSecret.deleteMany();
  await db.signingKey.deleteMany();
  await db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  const before = under(oldKey);
  halls = [];
  for (let hall = 0; hall < HALLS; hall++) {
    halls.push((await openSmallHall(before)).performanceId);
    await ensureGateSecrets(before, halls[hall] ?? "");
  }
  await rotateGateSecret(before, halls[0] ?? "", 3_600);
  await newSigningKey(before);
});

/** Everything that is sealed, opened: what tickets are signed with, and what gates are given. */
async function opened(services: Services) {
  const secrets = await Promise.all(halls.map((id) => ensureGateSecrets(services, id)));
  return { signing: await ensureSigningKey(services), secrets };
}

const sealedTexts = async () => {
  const { db } = house.services;
  const keys = await db.signingKey.findMany();
  const secrets = await db.gateSecret.findMany();
  return [...keys.map((row) => row.sealedPrivateKey), ...secrets.map((row) => row.sealedSecret)];
};
const keyIds = async () => [...new Set((await sealedTexts()).map((text) => text.split(".")[1]))].sort();
const EVERYTHING = HALLS + 1 + 2;

describe("a sealing key is changed", () => {
  test("before, with both keys, and after the old one is gone, all that was sealed opens to the same", async () => {
    const before = await opened(under(oldKey));
    expect(await opened(under(newKey, oldKey))).toEqual(before);
    expect(await reseal(under(newKey, oldKey), 3)).toEqual({
      resealed: EVERYTHING,
      current: 0,
      failures: [],
      waitingLetters: 0,
    });
    expect(await keyIds()).toEqual(["new"]);
    expect(await opened(under(newKey, oldKey))).toEqual(before);
    expect(await opened(under(newKey))).toEqual(before);
  });

  test("a run that was cut short goes on where it was, and another changes nothing", async () => {
    const both = under(newKey, oldKey);
    let left = 4;
    const cut = beforeEachWrite(both, async () => {
      if (left-- === 0) throw new Error("cut short");
    });
    await expect(reseal(cut, 2)).rejects.toThrow("cut short");
    expect(await keyIds()).toEqual(["new", "old"]);
    const rest = await reseal(both, 2);
    expect(rest.resealed + rest.current).toBe(EVERYTHING);
    expect(rest.current).toBeGreaterThan(0);
    const written = await sealedTexts();
    expect(await reseal(both)).toMatchObject({ resealed: 0, current: EVERYTHING, failures: [] });
    expect(await sealedTexts()).toEqual(written);
  });

  test("while the product goes on: what is erased meanwhile stays erased", async () => {
    const both = under(newKey, oldKey);
    const erased = halls[3] ?? "";
    const meanwhile = beforeEachWrite(
      both,
      () => both.db.$executeRaw`UPDATE gate_secret SET sealed_secret = '' WHERE performance_id = ${erased}::uuid`,
    );
    expect(await reseal(meanwhile)).toMatchObject({ resealed: EVERYTHING - 1, failures: [] });
    expect(await both.db.gateSecret.findFirst({ where: { performanceId: erased } })).toMatchObject({
      sealedSecret: "",
    });
  });

  test("a text under a key that is not on the ring is named and left alone, and the others are done", async () => {
    const [strange = ""] = halls;
    await house.services.db.gateSecret.updateMany({
      where: { performanceId: strange, version: 1 },
      data: { sealedSecret: createSealedBox([strangeKey]).seal("x", `gate_secret/${strange}/1`) },
    });
    const outcome = await reseal(under(newKey, oldKey));
    expect(outcome).toMatchObject({ resealed: EVERYTHING - 1 });
    expect(outcome.failures).toEqual([
      { at: `gate_secret.sealed_secret ${strange}/1`, reason: 'Sealed under key "strange", which is not on the ring' },
    ]);
    expect(await keyIds()).toEqual(["new", "strange"]);
    await expect(ensureGateSecrets(under(newKey), strange)).rejects.toThrow('key "strange", which is not on the ring');
  });

  test("sign-in codes that wait for the mail under the old key are told of", async () => {
    const sealed = under(oldKey).box.seal("{}", "sign_in/1");
    const letter = { challengeId: "1", sealed, app: "pwa" as const, locale: "en", returnTo: "/" };
    await house.services.db.$transaction((tx) => enqueue(tx, "notifications.signIn", letter));
    expect(await reseal(under(newKey, oldKey))).toMatchObject({ waitingLetters: 1, failures: [] });
  });

  test("no column that holds sealed texts is forgotten", async () => {
    const columns = await house.services.db.$queryRaw<{ name: string }[]>`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name LIKE '%sealed%' ORDER BY 1`;
    expect(columns.map(({ name }) => name)).toEqual(Object.keys(SEALED_COLUMNS).sort());
  });
});

/** The same services, with something that happens before each row is written. */
function beforeEachWrite(services: Services, happen: () => Promise<unknown>): Services {
  const watched = <T extends object>(table: T): T =>
    new Proxy(table, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name);
        if (name !== "updateMany" || typeof own !== "function") return own;
        return async (...given: unknown[]) => {
          await happen();
          return own.apply(target, given);
        };
      },
    });
  const db = new Proxy(services.db, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      return name === "gateSecret" || name === "signingKey" ? watched(own as object) : own;
    },
  });
  return { ...services, db };
}
