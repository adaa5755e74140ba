import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "./testing.ts";

/**
 * What the schema language cannot say and the house's statements rely on, read back from the catalogue of a database that
 * every migration was deployed to. A later migration that drops or weakens one of these is seen here and nowhere else.
 */
const CHECKS = [
  "audit_entry.audit_entry_hashes: ((octet_length(previous_hash) = 32) AND (octet_length(hash) = 32))",
  "audit_entry.audit_entry_sequence: (sequence > 0)",
  "audit_head.audit_head_hash: (octet_length(hash) = 32)",
  "changed_order.changed_order_answered: ((answer IS NULL) = (answered_at IS NULL))",
  "chart_draft.chart_draft_version: (version > 0)",
  "fare.fare_amount: (face_minor >= 0)",
  "fare.fare_cells: ((0 <= from_cell) AND (from_cell < to_cell))",
  "invitation.invitation_accepted: ((accepted_at IS NULL) = (accepted_by_id IS NULL))",
  "invitation.invitation_ends_once: ((accepted_at IS NULL) OR (withdrawn_at IS NULL))",
  "membership.membership_refund_limit: (((refund_limit_minor IS NULL) = (refund_limit_currency IS NULL)) AND (refund_limit_minor >= 0))",
  "order.order_total_positive: (total_minor >= 0)",
  "order_line.order_line_cells: ((0 <= from_cell) AND (from_cell < to_cell))",
  "order_line.order_line_seat_place: ((seat_row IS NULL) = (seat_label IS NULL))",
  "payment.payment_amount_positive: (amount_minor > 0)",
  "performance.performance_cells: ((cell_count >= 1) AND (cell_count <= 64))",
  "performance.performance_times: (sale_starts_at < sale_ends_at)",
  "performance_cell.performance_cell_stops: ((from_name IS NULL) = (to_name IS NULL))",
  "performance_cell.performance_cell_times: (starts_at < ends_at)",
  "performance_change.performance_change_moved: (((kind = 'moved'::\"ChangeKind\") = (starts_after IS NOT NULL)) AND ((kind = 'moved'::\"ChangeKind\") = (answer_until IS NOT NULL)))",
  "person_password.person_password_hash_check: (hash ~~ '$argon2id$%'::text)",
  "price_category.price_category_amounts: ((face_minor >= 0) AND (fee_minor >= 0) AND ((tax_rate_basis_points >= 0) AND (tax_rate_basis_points <= 10000)) AND ((tier >= 1) AND (tier <= 5)))",
  "quota.quota_capacity: (capacity > 0)",
  "quota.quota_categories: (cardinality(chart_categories) > 0)",
  "refund.refund_amount_positive: (amount_minor > 0)",
  "refund_line.refund_line_amount_positive: (amount_minor > 0)",
  "seat_state.seat_state_claim_whole: (((order_id IS NULL) = (hold_id IS NULL)) AND ((order_id IS NULL) = (backstop_at IS NULL)))",
  "seat_state.seat_state_index_positive: (seat_index >= 0)",
  "seat_state.seat_state_release: ((release_id IS NULL) OR (state = 3))",
  "seat_state.seat_state_sold_is_owned: ((state = 2) = (ticket_id IS NOT NULL))",
  "seat_state.seat_state_sold_is_unclaimed: ((state <> 2) OR (order_id IS NULL))",
  "seat_state.seat_state_state_known: ((state >= 0) AND (state <= 3))",
  "tariff.tariff_capacity: (capacity > 0)",
  "tariff.tariff_window: (sale_starts_at < sale_ends_at)",
  "ticket.ticket_cells: ((0 <= from_cell) AND (from_cell < to_cell))",
  "ticket.ticket_seat_place: ((seat_row IS NULL) = (seat_label IS NULL))",
];

/** Unique indexes that decide races: who is second is refused by these alone. */
const DECIDERS = [
  "audit_entry (organizer_id, sequence)",
  "changed_order (refund_id)",
  "invitation (organizer_id, email) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL))",
  "invitation (token_hash)",
  "ledger_account (code, owner_id, currency)",
  "ledger_transaction (source_key)",
  "letter (dedupe_key)",
  "match_run (organizer_id) WHERE (finished_at IS NULL)",
  "order (buyer_key, request_id)",
  "order (code)",
  "order_alert (order_id, kind) WHERE (settled_at IS NULL)",
  "payment (payment_intent_id)",
  "payment_attempt (idempotency_key)",
  "payment_attempt (order_id) WHERE (status = ANY (ARRAY['opening'::\"AttemptStatus\", 'open'::\"AttemptStatus\"]))",
  "payment_attempt (order_id, number)",
  "payment_attempt (session_id)",
  "performance_change (performance_id) WHERE (kind = 'cancelled'::\"ChangeKind\")",
  "performance_change (request_key)",
  "quota (performance_id, name)",
  "refund (provider_refund_id)",
  "refund (request_key)",
  "refund_line (order_line_id)",
  "scan (device_id, nonce)",
  "seat_state (performance_id, seat_index)",
  "ticket (order_line_id)",
  "ticket (performance_id, seat_index, from_cell) WHERE (status = 'valid'::\"TicketStatus\")",
  "venue (organizer_id, name)",
];

const TRIGGERS = [
  "CREATE CONSTRAINT TRIGGER ledger_entry_balances AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_balances()",
  "CREATE TRIGGER audit_entry_stands BEFORE DELETE OR UPDATE ON audit_entry FOR EACH ROW EXECUTE FUNCTION history_stands()",
  "CREATE TRIGGER audit_entry_stays BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT EXECUTE FUNCTION history_stands()",
  "CREATE TRIGGER ledger_entry_stands BEFORE DELETE OR UPDATE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION history_stands()",
  "CREATE TRIGGER ledger_transaction_stands BEFORE DELETE OR UPDATE ON ledger_transaction FOR EACH ROW EXECUTE FUNCTION history_stands()",
];

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  const { USHER_TEST_POSTGRES_URL = "", USHER_TEST_TEMPLATE = "" } = process.env;
  database = await createTestDatabase(USHER_TEST_POSTGRES_URL, USHER_TEST_TEMPLATE);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client?.end();
  await database?.drop();
});

async function lines(question: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(question);
  return rows.map(({ line }) => line).sort();
}

const checks = () =>
  lines(`SELECT c.relname || '.' || k.conname || ': ' || pg_get_expr(k.conbin, k.conrelid) AS line
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.contype = 'c' AND k.convalidated AND k.connamespace = 'public'::regnamespace`);

const exclusions = () =>
  lines(`SELECT conname AS line FROM pg_constraint WHERE contype = 'x' AND connamespace = 'public'::regnamespace`);

const uniqueIndexes = () =>
  lines(`SELECT c.relname || ' (' || (
      SELECT string_agg(a.attname, ', ' ORDER BY key.place) FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS key(number, place)
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = key.number
    ) || ')' || coalesce(' WHERE ' || pg_get_expr(i.indpred, i.indrelid), '') AS line
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
    WHERE i.indisunique AND i.indisvalid AND c.relnamespace = 'public'::regnamespace`);

const partialIndexes = async () => (await uniqueIndexes()).filter((line) => line.includes(" WHERE "));

/** Foreign keys whose columns begin no index of the whole table: to find what refers to a row would read all of it. */
const bareReferences = () =>
  lines(`SELECT k.conname AS line FROM pg_constraint k
    WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indisvalid AND i.indpred IS NULL
        AND (i.indkey::int2[])[0:array_length(k.conkey, 1) - 1] @> k.conkey)`);

const triggers = () =>
  lines(`SELECT replace(pg_get_triggerdef(t.oid), 'public.', '') AS line FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND t.tgenabled = 'O' AND c.relnamespace = 'public'::regnamespace`);

describe("after every migration the database keeps by itself", () => {
  test("what a row may say", async () => {
    expect(await checks()).toEqual(CHECKS);
    expect(await exclusions()).toEqual([]);
  });

  test("what there may be only one of", async () => {
    expect(await uniqueIndexes()).toEqual(expect.arrayContaining(DECIDERS));
    expect(await partialIndexes()).toEqual(DECIDERS.filter((line) => line.includes(" WHERE ")));
  });

  test("an index for each reference", async () => {
    expect(await bareReferences()).toEqual([]);
  });

  test("that ledger and audit are history, and that money balances", async () => {
    expect(await triggers()).toEqual(TRIGGERS);
  });

  test("and a drift is seen: an index that covers less, a check that is gone, a trigger that sleeps", async () => {
    await client.query(`ALTER TABLE seat_state DROP CONSTRAINT seat_state_sold_is_owned;
      DROP INDEX ticket_one_valid_per_seat;
      DROP INDEX refund_payment_id_idx;
      CREATE UNIQUE INDEX ticket_one_valid_per_seat ON ticket (performance_id, seat_index) WHERE status = 'refunded';
      ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_stands`);
    expect(CHECKS.length - (await checks()).length).toBe(1);
    expect(await uniqueIndexes()).not.toEqual(expect.arrayContaining(DECIDERS));
    expect(await bareReferences()).toEqual(["refund_payment_id_fkey"]);
    expect(TRIGGERS.length - (await triggers()).length).toBe(1);
  });
});
