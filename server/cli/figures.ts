import type { Config } from '#kernel/config';
import type { Services } from '#kernel/services';
import { SetupFault } from '#kernel/setup-fault';
import { checkFigures, rebuildFigures } from '#modules/figures';
import { district, type Parsed, print } from './shape.ts';
import { withServices } from './with-services.ts';

/** Counts every district, or one, anew from the history. */
export function figuresRebuild(parsed: Parsed, config: Config): Promise<void> {
  return withServices(config, async (services) => {
    for (const { id, name } of await chosen(services, district(parsed))) {
      const began = performance.now();
      await rebuildFigures(services.database, id, services.clock());
      print(`${name} (${id}): counted in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    }
  });
}

/** Compares the daily sums with the facts and the facts with the history; a difference ends with exit code 1. */
export function figuresCheck(parsed: Parsed, config: Config): Promise<void> {
  return withServices(config, async (services) => {
    for (const { id, name } of await chosen(services, district(parsed))) {
      const { sums, facts } = await checkFigures(services.database, id);
      if (sums + facts > 0)
        throw new SetupFault(
          `${name} (${id}): ${sums} daily sums and ${facts} facts differ. Changes of the last seconds are no fault: try once more; then figures rebuild mends it.`,
        );
      print(`${name} (${id}): every figure agrees with the history.`);
    }
  });
}

async function chosen({ database }: Pick<Services, 'database'>, asked: number | undefined) {
  const rows = await database.app.selectFrom('districts').select(['id', 'name']).orderBy('id').execute();
  const found = rows.filter(({ id }) => asked === undefined || id === asked);
  if (found.length === 0)
    throw new SetupFault(asked === undefined ? 'There is no district yet.' : `There is no district ${asked} here.`);
  return found;
}
