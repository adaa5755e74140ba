/** Where to go after signing in: a path of this site, taken from the address, or the account. */
export function returnPath(search: string, fallback: string): string {
  const query = new URLSearchParams(search);
  const asked = query.get("to") ?? query.get("returnTo") ?? "";
  return /^\/(?![/\\])/.test(asked) ? asked : fallback;
}
