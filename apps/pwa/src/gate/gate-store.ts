import type { Gate, Revocation, Scan } from "@usher/api/gate-decision";
import type { createDeviceKeys } from "@usher/api/gate-seal";
import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { GateBundleView } from "./gate-api.ts";
import type { ScanShelf } from "./sync-scans.ts";

export type DeviceKeys = Awaited<ReturnType<typeof createDeviceKeys>>;

/** What a gate carries besides its list, its revocations and its scans. Secrets are in here only as they were sealed. */
export interface CarriedGate {
  readonly deviceId: string;
  readonly performance: GateBundleView["performance"];
  readonly gate: Gate;
  readonly gates: readonly Gate[];
  readonly checkpoint: string;
  /** Absent in what an older build kept. */
  readonly days?: GateBundleView["days"];
  readonly publicKeys: GateBundleView["publicKeys"];
  readonly sealedSecrets: GateBundleView["sealedSecrets"];
  readonly otherDays: GateBundleView["otherDays"];
  readonly revocationCursor: string;
  readonly scanCursor: string;
  /** The last id of the list, from which newer tickets are asked for; null for an empty list. */
  readonly lastTicketId: string | null;
  /** By the server's clock: up to when the list is complete. */
  readonly listedAtMs: number;
  /** By the device's clock: when the list was last read from its beginning. */
  readonly listReadAtMs: number;
  /** By the device's clock: when the house was last heard. */
  readonly heardAtMs: number;
  /** The server's clock minus the device's, ms. */
  readonly clockOffsetMs: number;
}

/** One scan of this device. */
export interface KeptScan {
  readonly nonce: string;
  readonly scan: Scan;
  /** A number, since IndexedDB has no index over booleans. */
  readonly synced: 0 | 1;
  /** What the list of last scans says of it: "Stalls, A, 1"; empty when the ticket is not on the list. */
  readonly seat: string;
}

interface GateSchema extends DBSchema {
  device: { key: "keys"; value: DeviceKeys };
  carried: { key: "gate"; value: CarriedGate };
  list: { key: "packed"; value: Uint8Array };
  revocations: { key: string; value: Revocation };
  others: { key: [string, string]; value: Scan };
  scans: { key: string; value: KeptScan; indexes: { synced: number } };
}

const STORES = ["device", "carried", "list", "revocations", "others", "scans"] as const;

/** Everything that was kept, for opening the gate again without the house. */
export interface KeptGate {
  readonly carried: CarriedGate;
  readonly keys: DeviceKeys;
  readonly list: Uint8Array;
  readonly revocations: readonly Revocation[];
  readonly others: readonly Scan[];
  readonly scans: readonly KeptScan[];
}

/** What the house said, written as one. */
export interface News {
  readonly carried: CarriedGate;
  readonly revocations: readonly Revocation[];
  readonly others: readonly Scan[];
  /** Only when it changed. */
  readonly list?: Uint8Array;
}

/** A gate's own memory on the device. It outlives restarts and needs no network. */
export interface GateStore extends ScanShelf {
  /** The device's key pair; kept before it is enrolled, so that a second try enrols the same device. */
  keepKeys(make: () => Promise<DeviceKeys>): Promise<DeviceKeys>;
  /** null before this device was set up. */
  open(): Promise<KeptGate | null>;
  keepNews(news: News): Promise<void>;
  /** Resolves when the scan is on the disk. */
  keepScan(kept: KeptScan): Promise<void>;
  /** Forgets everything. Returns false, and forgets nothing, when there are unsent scans and nobody agreed to lose them. */
  wipe(evenUnsent: boolean): Promise<boolean>;
}

/** Opens the store of this browser. */
export async function openGateStore(): Promise<GateStore> {
  const db = await openDB<GateSchema>("usher-gate", 1, {
    upgrade(fresh) {
      for (const name of ["device", "carried", "list", "revocations"] as const) fresh.createObjectStore(name);
      fresh.createObjectStore("others", { keyPath: ["deviceId", "nonce"] });
      fresh.createObjectStore("scans", { keyPath: "nonce" }).createIndex("synced", "synced");
    },
  });
  return {
    async keepKeys(make) {
      const known = await db.get("device", "keys");
      if (known) return known;
      const keys = await make();
      await db.put("device", keys, "keys");
      return keys;
    },
    open: () => readGate(db),
    keepNews: (news) => writeNews(db, news),
    async keepScan(kept) {
      // A verdict is shown once it cannot be forgotten, so the write waits for the disk and not only for the cache.
      const tx = db.transaction("scans", "readwrite", { durability: "strict" });
      await Promise.all([tx.store.put(kept), tx.done]);
    },
    async unsynced(limit) {
      const kept = await db.getAllFromIndex("scans", "synced", 0, limit);
      return kept.map(({ scan }) => scan);
    },
    async markSynced(nonces) {
      const tx = db.transaction("scans", "readwrite");
      for (const nonce of nonces) {
        const kept = await tx.store.get(nonce);
        if (kept) await tx.store.put({ ...kept, synced: 1 });
      }
      await tx.done;
    },
    async wipe(evenUnsent) {
      const tx = db.transaction(STORES, "readwrite");
      const unsent = await tx.objectStore("scans").index("synced").count(0);
      const mayWipe = evenUnsent || unsent === 0;
      if (mayWipe) for (const name of STORES) await tx.objectStore(name).clear();
      await tx.done;
      return mayWipe;
    },
  };
}

async function readGate(db: IDBPDatabase<GateSchema>): Promise<KeptGate | null> {
  const tx = db.transaction(STORES);
  const [carried, keys, list, revocations, others, scans] = await Promise.all([
    tx.objectStore("carried").get("gate"),
    tx.objectStore("device").get("keys"),
    tx.objectStore("list").get("packed"),
    tx.objectStore("revocations").getAll(),
    tx.objectStore("others").getAll(),
    tx.objectStore("scans").getAll(),
  ]);
  await tx.done;
  return carried && keys && list ? { carried, keys, list, revocations, others, scans } : null;
}

/** In one transaction: cursors that ran ahead of what they count would lose a refund. */
async function writeNews(db: IDBPDatabase<GateSchema>, { carried, revocations, others, list }: News): Promise<void> {
  const tx = db.transaction(["carried", "list", "revocations", "others"], "readwrite");
  for (const line of revocations) {
    void tx.objectStore("revocations").put(line, `${line.ticketId} ${line.liveFrom ?? "never"}`);
  }
  for (const scan of others) void tx.objectStore("others").put(scan);
  if (list) void tx.objectStore("list").put(list, "packed");
  void tx.objectStore("carried").put(carried, "gate");
  await tx.done;
}
