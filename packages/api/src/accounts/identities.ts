import { Prisma, type Tx } from "@usher/db";
import { z } from "zod";
import { Refusal } from "../errors.ts";
import type { RequestContext, Services } from "../services.ts";
import { tellOfChange } from "./account-news.ts";
import { claimPurchases, personOfAddress, type SignedInPerson } from "./address.ts";
import { type Provider, providerSchema } from "./provider-names.ts";
import { isFresh, RAISED_VERSION, requireFreshSession, type Session, signOutElsewhere } from "./sessions.ts";

const TICKET_SECONDS = 30 * 60;

/** Who a provider says is at the other end. */
export interface ProvenIdentity {
  readonly provider: Provider;
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider vouches for the address. */
  readonly isVerified: boolean;
}

/** Who asks meanwhile: the session this browser has already, and the browser's own id. */
export interface Visitor {
  readonly session: Session | null;
  readonly buyerKey: string | null;
  /** The language of the page they came from. */
  readonly locale: string;
}

export type Entrance =
  | { readonly kind: "person"; readonly person: SignedInPerson; readonly signedInAtMs: number | null }
  /** A sealed note for this browser: whoever proves an address in it gets the identity linked. */
  | { readonly kind: "proveAddress"; readonly ticket: string };

/**
 * Lets somebody in whom a provider has confirmed. Signed in already, the identity is linked to that person, which takes a fresh
 * session; else it leads to its person, or to the person of the address the provider vouches for; where it vouches for none, an
 * address has to be proved first. Refuses IDENTITY_TAKEN, SESSION_NOT_FRESH, and LINK_OLD for a browser without an id of its own.
 */
export async function enterByIdentity(
  services: Services,
  identity: ProvenIdentity,
  visitor: Visitor,
): Promise<Entrance> {
  const nowMs = services.clock.nowMs();
  const entered = await onceMoreIfBeaten(() =>
    services.db.$transaction(async (tx) => {
      const { session } = visitor;
      const known = await personOfIdentity(tx, identity);
      if (known && session && known.id !== session.personId) throw new Refusal("IDENTITY_TAKEN");
      if (known) {
        await claimPurchases(tx, known);
        return { person: known, signedInAtMs: nowMs };
      }
      if (session) {
        if (!isFresh(services, session.signedInAtMs)) throw new Refusal("SESSION_NOT_FRESH");
        return { person: await link(tx, services, identity, session.personId), signedInAtMs: session.signedInAtMs };
      }
      if (!identity.email || !identity.isVerified) return null;
      const { isNew, ...person } = await personOfAddress(tx, identity.email, visitor.locale);
      await writeIdentity(tx, services, identity, person.id);
      if (!isNew) await tellLinked(tx, identity.provider, person.id);
      return { person, signedInAtMs: nowMs };
    }),
  );
  if (entered) return { kind: "person", ...entered };
  if (!visitor.buyerKey) throw new Refusal("LINK_OLD");
  const note = { ...identity, expiresAtMs: nowMs + TICKET_SECONDS * 1_000 } satisfies z.input<typeof ticketNote>;
  return { kind: "proveAddress", ticket: services.box.seal(JSON.stringify(note), ticketContext(visitor.buyerKey)) };
}

const ticketNote = z.object({
  provider: providerSchema,
  subject: z.string(),
  email: z.string().nullable(),
  isVerified: z.boolean(),
  expiresAtMs: z.number(),
});

/** A note opens in the browser that it was made for and in no other: nobody links their identity to somebody else by a link. */
const ticketContext = (buyerKey: string) => `link/${buyerKey}`;

/**
 * Links the identity in a sealed note to the caller, who has just proved an address in the same browser. Refuses LINK_OLD,
 * IDENTITY_TAKEN, SESSION_NOT_FRESH.
 */
export async function linkByTicket(ctx: RequestContext, personId: string, ticket: string): Promise<void> {
  requireFreshSession(ctx);
  const { expiresAtMs, ...identity } = openTicket(ctx, ticket);
  if (expiresAtMs < ctx.clock.nowMs()) throw new Refusal("LINK_OLD");
  await onceMoreIfBeaten(() =>
    ctx.db.$transaction(async (tx) => {
      const known = await personOfIdentity(tx, identity);
      if (known && known.id !== personId) throw new Refusal("IDENTITY_TAKEN");
      if (!known) await link(tx, ctx, identity, personId);
    }),
  );
}

function openTicket(ctx: RequestContext, ticket: string): z.output<typeof ticketNote> {
  try {
    return ticketNote.parse(JSON.parse(ctx.box.open(ticket, ticketContext(ctx.caller.buyerKey))));
  } catch {
    throw new Refusal("LINK_OLD");
  }
}

/**
 * Takes a provider off a person's ways to sign in; the mail remains. Every other session ends, and a letter says so. Where it was
 * not linked nothing happens. Refuses SESSION_NOT_FRESH.
 */
export async function unlinkProvider(ctx: RequestContext, personId: string, provider: Provider): Promise<void> {
  requireFreshSession(ctx);
  const person = await ctx.db.$transaction(async (tx) => {
    const { count } = await tx.personIdentity.deleteMany({ where: { personId, provider } });
    if (count === 0) return null;
    const raised = await tx.person.update({ where: { id: personId }, data: RAISED_VERSION });
    await tellOfChange(tx, { kind: "wayRemoved", provider, to: raised.email, locale: raised.locale });
    return raised;
  });
  if (person) await signOutElsewhere(ctx, person, ctx.caller.signedInAtMs);
}

async function personOfIdentity(tx: Tx, { provider, subject }: ProvenIdentity): Promise<SignedInPerson | null> {
  const key = { provider_subject: { provider, subject } };
  const known = await tx.personIdentity.findUnique({ where: key, include: { person: true } });
  if (!known) return null;
  const { id, email, sessionVersion } = known.person;
  return { id, email, sessionVersion };
}

async function link(tx: Tx, services: Services, identity: ProvenIdentity, personId: string): Promise<SignedInPerson> {
  // Held, so that nobody leaves between being found and being linked.
  const [person] = await tx.$queryRaw<{ id: string; email: string; session_version: number }[]>`
    SELECT id, email::text, session_version FROM person WHERE id = ${personId}::uuid AND deleted_at IS NULL FOR SHARE`;
  if (!person) throw new Refusal("NOT_SIGNED_IN");
  await writeIdentity(tx, services, identity, personId);
  await tellLinked(tx, identity.provider, personId);
  return { id: person.id, email: person.email, sessionVersion: person.session_version };
}

async function writeIdentity(tx: Tx, { clock }: Services, identity: ProvenIdentity, personId: string): Promise<void> {
  const { provider, subject, email } = identity;
  await tx.personIdentity.create({ data: { provider, subject, personId, email, linkedAt: clock.now() } });
}

async function tellLinked(tx: Tx, provider: Provider, personId: string): Promise<void> {
  const { email, locale } = await tx.person.findUniqueOrThrow({ where: { id: personId } });
  await tellOfChange(tx, { kind: "wayAdded", provider, to: email, locale });
}

/** Of two taps at once one writes the identity; the other finds it when it looks again. */
async function onceMoreIfBeaten<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return work();
    throw error;
  }
}
