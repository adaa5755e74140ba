/** Joins class names and leaves out what is false, so that a state can stand in its place. */
export function classNames(...names: readonly (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(" ");
}
