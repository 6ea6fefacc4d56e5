import type { Selectable } from 'kysely';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { Services } from '#kernel/services';
import type { Tables } from '../../migrations/tables.ts';

export type RequestRow = Selectable<Tables['exchange_requests']>;

/** One request as it was handed in; null when there is none of this id. */
export async function requestById(tx: Tx, district: number, id: string): Promise<RequestRow | null> {
  const row = await tx
    .selectFrom('exchange_requests')
    .selectAll()
    .where('district_id', '=', district)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Those of these cases that came through this door, by the case's id. */
export function requestsOfCases(
  { database }: Pick<Services, 'database'>,
  district: number,
  ids: readonly string[],
): Promise<Map<string, RequestRow>> {
  return inDistrict(database.app, systemScope(district), async (tx) => {
    if (ids.length === 0) return new Map();
    const rows = await tx
      .selectFrom('exchange_requests')
      .selectAll()
      .where('district_id', '=', district)
      .where('id', 'in', [...ids])
      .execute();
    return new Map(rows.map((row) => [row.id, row]));
  });
}

/** A token is `<district in base 36>-<id of the request>`. */
export function requestToken(district: number, id: string): string {
  return `${district.toString(36)}-${id}`;
}

export function readRequestToken(token: string): { district: number; id: string } | null {
  const [, digits, id] = /^([0-9a-z]{1,6})-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(token) ?? [];
  const district = Number.parseInt(digits ?? '', 36);
  return id !== undefined && district > 0 && district <= 2147483647 ? { district, id } : null;
}
