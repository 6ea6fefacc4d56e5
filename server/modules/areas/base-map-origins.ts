import { sql } from 'kysely';
import type { BaseMap } from '#contract/areas';
import type { Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import { originsOf } from './base-map-url.ts';

/** Said with the district as payload when a base map was set. */
const baseMapChanged = 'base_map_changed';

/**
 * The origins that pages may load map tiles from, over all districts, for the header that forbids all others. Read once
 * and again when any process has set one; what stands is answered at once.
 */
export async function followBaseMaps(
  services: Services,
): Promise<{ origins(): readonly string[]; stop(): Promise<void> }> {
  let known: readonly string[] = [];
  const read = async () => {
    known = await readOrigins(services);
  };
  const again = () => {
    read().catch((error: unknown) => services.log.warn({ err: error }, 'base map origins'));
  };
  const stop = await services.database.listen(baseMapChanged, again, again);
  await read();
  return { origins: () => known, stop };
}

async function readOrigins(services: Services): Promise<string[]> {
  const { rows } = await sql<{ baseMap: BaseMap }>`
    select settings -> 'baseMap' as "baseMap" from app.districts where settings -> 'baseMap' ->> 'url' is not null`.execute(
    services.database.app,
  );
  return [...new Set(rows.flatMap(({ baseMap }) => usable(services, baseMap.url)))];
}

/** What was written past the command must not keep the server from starting. */
function usable(services: Services, url: string): string[] {
  try {
    return originsOf(url);
  } catch (error) {
    services.log.warn({ err: error }, 'a base map cannot be used');
    return [];
  }
}

export async function sayBaseMapChanged(tx: Tx, district: number): Promise<void> {
  await sql`select pg_notify(${baseMapChanged}, ${String(district)})`.execute(tx);
}
