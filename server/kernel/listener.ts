import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

interface Ear {
  channel: string;
  onMessage: (payload: string) => void;
  onReconnect: () => void;
}

const BACKOFF_MS = [100, 250, 1000, 2500, 5000];
/** A connection cut without a word (a firewall, a pulled plug) is noticed after at most two of these. */
const HEARTBEAT_MS = 15_000;

/** One LISTEN connection for the whole process, opened with the first channel and opened again when it breaks. */
export function listener(connect: () => pg.Client, onError: (error: unknown) => void) {
  const ears = new Set<Ear>();
  const stop = new AbortController();
  let current: Promise<pg.Client> | undefined;

  const open = async (): Promise<pg.Client> => {
    const client = connect();
    client.on('error', onError);
    client.on('notification', ({ channel, payload }) => {
      for (const ear of ears) if (ear.channel === channel) ear.onMessage(payload ?? '');
    });
    try {
      await client.connect();
      for (const channel of channels(ears)) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      await client.end().catch(onError);
      throw error;
    }
    const beat = setInterval(() => beatOnce(client), HEARTBEAT_MS).unref();
    client.once('end', () => {
      clearInterval(beat);
      if (!stop.signal.aborted) current = reopen();
    });
    return client;
  };

  const reopen = async (): Promise<pg.Client> => {
    for (let attempt = 0; ; attempt += 1) {
      await sleep(BACKOFF_MS[Math.min(attempt, BACKOFF_MS.length - 1)], undefined, { signal: stop.signal });
      try {
        const client = await open();
        for (const ear of ears) ear.onReconnect();
        return client;
      } catch (error) {
        onError(error);
      }
    }
  };

  const client = (): Promise<pg.Client> => {
    current ??= open().catch((error) => {
      current = undefined;
      throw error;
    });
    return current;
  };

  return {
    async listen(channel: string, onMessage: Ear['onMessage'], onReconnect: Ear['onReconnect']) {
      const ear = { channel, onMessage, onReconnect };
      ears.add(ear);
      try {
        await (await client()).query(`listen ${pg.escapeIdentifier(channel)}`);
      } catch (error) {
        ears.delete(ear);
        throw error;
      }
      return async () => {
        ears.delete(ear);
        if (channels(ears).has(channel) || stop.signal.aborted) return;
        await (await client()).query(`unlisten ${pg.escapeIdentifier(channel)}`).catch(onError);
      };
    },
    async close() {
      stop.abort();
      ears.clear();
      const open = await current?.catch(() => undefined);
      await open?.end();
    },
  };
}

function channels(ears: Set<Ear>): Set<string> {
  return new Set([...ears].map((ear) => ear.channel));
}

function beatOnce(client: pg.Client): void {
  const cut = setTimeout(() => client.connection.stream.destroy(), HEARTBEAT_MS).unref();
  client.query('select 1').then(
    () => clearTimeout(cut),
    () => clearTimeout(cut), // the client's 'end' event opens a new one
  );
}
