import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { z } from "zod";
import { Refusal } from "../errors.ts";
import { parseCookies } from "../kernel/cookies.ts";
import type { Services } from "../services.ts";
import { emailSchema } from "./accounts.schema.ts";
import type { SignedInPerson } from "./address.ts";
import { enterByIdentity } from "./identities.ts";
import { rememberDevice } from "./known-devices.ts";
import { signInByPassword } from "./passwords.ts";
import { providerSchema } from "./provider-names.ts";
import { openProviders, vouchedEmail } from "./providers.ts";
import { allowsRate } from "./rate-limits.ts";
import {
  type App,
  BUYER_COOKIE,
  homeOf,
  readBuyerCookie,
  readSession,
  SESSION_COOKIE,
  SESSION_SECONDS,
  sessionToken,
} from "./sessions.ts";
import { signInByCode, signInByLink } from "./sign-in.ts";

const FLOW_SECONDS = 15 * 60;

const byCode = z.object({ challengeId: z.uuid(), code: z.string().regex(/^\d{6}$/) });
const byLink = z.object({ token: z.string().min(20).max(100) });
const byPassword = z.object({ email: emailSchema, password: z.string().min(1).max(500) });

/** What next-auth carries from a way in to the token. */
interface Entered extends SignedInPerson {
  readonly signedInAtMs: number | null;
}

/** The parts of a request that signing in looks at. */
export interface AuthRequest {
  /** The whole `Cookie` header. */
  readonly cookies: string | null;
  readonly forwardedFor: string | null;
}

/**
 * next-auth for one request of one app: stateless sessions, and ways in that each prove somebody: an address by a code or a link
 * by mail, a password, or another house. Following a link in a mail changes nothing; the page it opens posts the token when its
 * button is pressed.
 */
export async function authOptions(services: Services, app: App, request: AuthRequest): Promise<NextAuthOptions> {
  const { base, isSecure } = homeOf(services, app);
  const cookies = parseCookies(request.cookies);
  const callbackCookie = `usher-${app}.callback`;
  const session = await readSession(services, cookies.get(SESSION_COOKIE[app]));
  const buyerKey = readBuyerCookie(services.env.NEXTAUTH_SECRET, cookies.get(BUYER_COOKIE));
  const address = request.forwardedFor?.split(",")[0]?.trim() || "unknown";
  const pages = pagesFor(app, base, cookies.get(callbackCookie), session !== null);
  const options = { httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure };
  const cookie = (name: string) => ({ name: `usher-${app}.${name}`, options });
  const flowCookie = (name: string) => ({
    name: `usher-${app}.${name}`,
    options: { ...options, maxAge: FLOW_SECONDS },
  });

  const countTry = async (subject: string) => {
    const caller = { personId: null, buyerKey: address, address };
    if ((await allowsRate(services, "signInCode", caller, subject)) > 0) throw new Error("TOO_MANY_TRIES");
  };
  const way = <T>(
    id: string,
    fields: readonly string[],
    shape: z.ZodType<T>,
    prove: (proof: T) => Promise<SignedInPerson>,
  ) =>
    CredentialsProvider({
      id,
      credentials: Object.fromEntries(fields.map((field) => [field, {}])),
      authorize: async (given: unknown): Promise<Entered | null> => {
        const proof = shape.safeParse(given);
        if (!proof.success) return null;
        return { ...(await inItsCode(() => prove(proof.data))), signedInAtMs: services.clock.nowMs() };
      },
    });

  return {
    secret: services.env.NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: pages.trouble, error: pages.trouble },
    useSecureCookies: isSecure,
    cookies: {
      sessionToken: { name: SESSION_COOKIE[app], options },
      csrfToken: cookie("csrf"),
      callbackUrl: { name: callbackCookie, options },
      pkceCodeVerifier: flowCookie("pkce"),
      state: flowCookie("state"),
      nonce: flowCookie("nonce"),
    },
    providers: [
      way("mail-code", ["challengeId", "code"], byCode, async ({ challengeId, code }) => {
        await countTry(`challenge:${challengeId}`);
        return signInByCode(services, challengeId, code);
      }),
      way("mail-link", ["token"], byLink, async ({ token }) => {
        await countTry(`address:${address}`);
        return signInByLink(services, token);
      }),
      way("password", ["email", "password"], byPassword, (proof) =>
        signInByPassword(services, proof, { address, buyerKey }),
      ),
      ...openProviders(services),
    ],
    logger: {
      error: (code, why) => services.log.warn({ code, err: why instanceof Error ? why : why.error }, "sign-in failed"),
      warn: (code) => services.log.debug({ code }, "sign-in warns"),
      debug: () => undefined,
    },
    callbacks: {
      signIn: async ({ user, account, profile }) => {
        if (account?.type !== "oauth") return true;
        const identity = {
          provider: providerSchema.parse(account.provider),
          subject: account.providerAccountId,
          ...vouchedEmail(profile),
        };
        const entrance = await inItsCode(() =>
          enterByIdentity(services, identity, { session, buyerKey, locale: pages.locale }),
        );
        if (entrance.kind === "proveAddress") return pages.proveAddress(identity.provider, entrance.ticket);
        const { person, signedInAtMs } = entrance;
        // next-auth hands this same object on to `jwt`.
        Object.assign(user, { ...person, signedInAtMs } satisfies Entered);
        return true;
      },
      async jwt({ token, user }) {
        if (!user) return token;
        const { signedInAtMs, ...person } = user as unknown as Entered;
        await rememberDevice(services, person.email, buyerKey);
        return sessionToken(person, signedInAtMs);
      },
      session: ({ session, token }) => ({ ...session, user: { email: token.email ?? null, name: null, image: null } }),
      redirect: ({ url }) =>
        url.startsWith("/") && !url.startsWith("//") ? `${base}${url}` : url.startsWith(`${base}/`) ? url : base,
    },
  };
}

/** next-auth hands the message of an Error to the page: the refusal's code, which the page has words for. */
async function inItsCode<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) throw new Error(error.code);
    throw error;
  }
}

/** Where a way in leads when it does not end in a session: the page it began on, in its language, knowing where to go on to. */
function pagesFor(app: App, base: string, callbackUrl: string | undefined, isSignedIn: boolean) {
  const back = callbackUrl?.startsWith(`${base}/`) ? new URL(callbackUrl) : null;
  const language = back && /^\/zh(\/|$)/.test(back.pathname) ? "/zh" : "";
  const to = back?.searchParams.get("to");
  const rest = to ? `?${new URLSearchParams({ to })}` : "";
  const page = isSignedIn && app === "pwa" ? "/account" : "/sign-in";
  return {
    locale: language === "/zh" ? "zh" : "en",
    trouble: `${language}${page}${page === "/sign-in" ? rest : ""}`,
    proveAddress: (provider: string, link: string) =>
      `${base}${language}/sign-in?${new URLSearchParams({ ...(to ? { to } : {}), provider, link })}`,
  };
}
