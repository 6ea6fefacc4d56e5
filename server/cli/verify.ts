import type { Config } from '#kernel/config';
import type { Database } from '#kernel/database';
import { SetupFault } from '#kernel/setup-fault';
import { verifyChains } from '#modules/cases';
import { district, type Parsed, print } from './shape.ts';
import { withServices } from './with-services.ts';

/** Proves every district, or one; the first broken link is named and ends with exit code 1. */
export function verify(parsed: Parsed, config: Config): Promise<void> {
  return withServices(config, ({ database }) => proveChains(database, district(parsed)));
}

export async function proveChains(database: Database, asked: number | undefined): Promise<void> {
  const rows = await database.app.selectFrom('districts').select(['id', 'name']).orderBy('id').execute();
  const chosen = rows.filter(({ id }) => asked === undefined || id === asked);
  if (chosen.length === 0)
    throw new SetupFault(asked === undefined ? 'There is no district yet.' : `There is no district ${asked} here.`);
  for (const { id, name } of chosen) {
    const { cases, steps, broken } = await verifyChains(database, id, () => undefined);
    if (broken)
      throw new SetupFault(
        `${name} (${id}): case ${broken.no} (${broken.caseId}) is broken at step ${broken.seq}: ${what[broken.kind]}.`,
      );
    print(`${name} (${id}): ${cases} cases, ${steps} steps, every link holds.`);
  }
}

const what = {
  changed: 'its content was changed after it was written',
  cut: 'a step before it is missing or was replaced',
  ends: 'the last step is missing, or the case names another one',
} as const;
