/** Statements a connection keeps, at most: each costs memory in the server for as long as the connection lives. */
const MOST_NAMES = 1_000;
/** Texts with a list of their own length seldom come again, and long ones are the dearest to keep. */
const LONGEST_NAMED = 8_000;

/**
 * Names for prepared statements: the same text gets the same name, so that PostgreSQL parses and plans it once a connection.
 * The first texts a process meets are named; what comes after the last free name runs unnamed (an empty name), as does what is very long.
 */
export function createStatementNames(most = MOST_NAMES): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known || names.size >= most || sql.length > LONGEST_NAMED) return known ?? "";
    const name = `usher_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
