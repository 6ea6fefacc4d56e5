import { type SqlBool, sql } from 'kysely';
import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { command } from '#kernel/command';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { audit } from '#modules/audit';
import { nextExtension } from './extension-code.ts';
import { needEditor } from './list-versions.ts';
import { readCodes, writeCodes } from './standard-code-rows.ts';

type Route = 'POST /api/standard-codes/extensions';

/** Gives out the next free extension of the newer standard. Of two at once the second waits and takes the one below. */
export async function addExtension({ services, actor, body, address }: Call<Route>): Promise<Answer<Route>> {
  needEditor(actor);
  const { district, accountId, name: who } = actor;
  const { commandId, ...given } = body;
  const ask = { id: commandId, name: 'add-extension', by: accountId, body: given };
  return command(services, systemScope(district), ask, async (tx) => {
    // One at a time in a district, so that each number is given out once.
    await sql<SqlBool>`select pg_advisory_xact_lock(${district}, 47678)`.execute(tx);
    const codes = await readCodes(tx, district);
    const added = nextExtension(codes, given) ?? refuse('standard-code.no-number', { major: given.major });
    await writeCodes(tx, district, services.clock(), [added]);
    const entry = { district, accountId, who, address, target: added.code, detail: added.name } as const;
    await audit(tx, services, { ...entry, action: 'standard.change', outcome: 'done' });
    return { ...added, categories: [] };
  });
}
