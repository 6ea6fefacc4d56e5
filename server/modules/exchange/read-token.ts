import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { readRequestToken, requestById } from './find-request.ts';
import type { Value } from './xml.ts';

/** GET tokens/{token}: the number, once there is one; why there is none when it could not be filed. */
export async function readToken(services: Services, token: string): Promise<Value[]> {
  const shown = readRequestToken(token) ?? refuse('request.unknown');
  const row = await inDistrict(services.database.app, systemScope(shown.district), (tx) =>
    requestById(tx, shown.district, shown.id),
  );
  if (!row) return refuse('request.unknown');
  // Left out while there is none: clients of XML take an empty element for a number.
  return [{ token, ...(row.no === null ? {} : { service_request_id: row.no }) }];
}
