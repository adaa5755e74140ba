import pg from "pg";

const TAKE_UP_AGAIN_MS = 1_000;

/**
 * Holds a name in the database for as long as this process lives: a session's advisory lock, which ends with its
 * connection and so also with a process that is killed. A lost connection is taken up again.
 */
export async function holdName(url: string, name: string): Promise<{ release(): Promise<void> }> {
  let isReleased = false;
  let client: pg.Client | undefined;
  let again: NodeJS.Timeout | undefined;
  const take = async (): Promise<void> => {
    const opened = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
    opened.on("error", () => undefined); // the end that follows is what counts
    opened.on("end", () => {
      if (client === opened && !isReleased) again = setTimeout(takeUpAgain, TAKE_UP_AGAIN_MS);
    });
    client = opened;
    await opened.connect();
    await opened.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", [name]);
  };
  const takeUpAgain = () => {
    take().catch(() => {
      if (!isReleased) again = setTimeout(takeUpAgain, TAKE_UP_AGAIN_MS);
    });
  };
  await take();
  return {
    async release() {
      isReleased = true;
      clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
}
