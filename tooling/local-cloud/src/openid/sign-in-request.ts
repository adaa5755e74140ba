import type { SignInRequest } from "./grants.ts";
import { HOUSE_RULES, type House, type OpenIdClients } from "./houses.ts";

/** What becomes of a request to sign in: a page that asks, a page that says what is wrong, or an error sent back to the client. */
export type Checked =
  | { readonly kind: "asked"; readonly request: SignInRequest }
  /** Whoever asks is not who they say, or would be answered elsewhere: nothing is sent there (RFC 6749, 4.1.2.1). */
  | { readonly kind: "shown"; readonly message: string }
  | { readonly kind: "sentBack"; readonly to: SignInRequest; readonly error: string; readonly description: string };

/** Reads a request to sign in and refuses what the house does not know. */
export function checkSignIn(house: House, clients: OpenIdClients, query: URLSearchParams): Checked {
  const client = clients[house];
  if (!client || query.get("client_id") !== client.clientId)
    return { kind: "shown", message: "The client is not known here." };
  const redirectUri = query.get("redirect_uri") ?? "";
  if (!client.redirectUris.includes(redirectUri))
    return { kind: "shown", message: `This redirect_uri is not registered: ${redirectUri}` };
  const request: SignInRequest = {
    house,
    clientId: client.clientId,
    redirectUri,
    scopes: (query.get("scope") ?? "").split(/[ ,]+/).filter(Boolean),
    state: query.get("state"),
    nonce: query.get("nonce"),
    codeChallenge: query.get("code_challenge"),
    isPostedBack: query.get("response_mode") === "form_post",
  };
  const wrong = whatIsWrong(house, query, request);
  return wrong ? { kind: "sentBack", to: request, error: wrong[0], description: wrong[1] } : { kind: "asked", request };
}

function whatIsWrong(house: House, query: URLSearchParams, request: SignInRequest): [string, string] | null {
  const rules = HOUSE_RULES[house];
  const names = [...query.keys()];
  const unknown = names.find((name) => !rules.parameters.includes(name));
  if (unknown) return ["invalid_request", `Unknown parameter ${unknown}`];
  const twice = names.find((name) => query.getAll(name).length > 1);
  if (twice) return ["invalid_request", `${twice} stands there more than once`];
  if (query.get("response_type") !== "code") return ["unsupported_response_type", "Only code is offered"];
  const scope = request.scopes.find((one) => !rules.scopes.includes(one));
  if (scope) return ["invalid_scope", `Unknown scope ${scope}`];
  if (rules.neededScope && !request.scopes.includes(rules.neededScope))
    return ["invalid_scope", `${rules.neededScope} is needed`];
  const method = query.get("code_challenge_method");
  if ((request.codeChallenge === null) !== (method === null))
    return ["invalid_request", "A challenge goes with its method"];
  if (method !== null && method !== "S256") return ["invalid_request", "Only S256 is offered"];
  const mode = query.get("response_mode");
  if (mode !== null && mode !== "form_post") return ["invalid_request", "Only form_post is offered"];
  if (house === "apple" && mode === null && request.scopes.some((one) => one !== "openid"))
    return ["invalid_request", "response_mode must be form_post when name or email scope is requested."];
  return null;
}
