import { followOutbox, type OutboxRow } from '#kernel/outbox';
import type { Services } from '#kernel/services';
import { figuresReader, rebuildFigures, refreshCases } from './refresh-figures.ts';

/**
 * In every process that runs jobs: counts what was announced, one process at a time, until the returned function is called.
 * A district that was never counted (cases from before there were figures, a restored backup) is counted whole first.
 */
export async function followFigures(services: Services): Promise<() => Promise<void>> {
  const onError = (error: unknown) => services.log.error({ err: error }, 'figures');
  await countNewDistricts(services).catch(onError);
  return followOutbox(services.database, figuresReader, (rows) => takeChanges(services, rows), onError);
}

export async function takeChanges(
  services: Pick<Services, 'database' | 'clock'>,
  rows: readonly OutboxRow[],
): Promise<void> {
  for (const [district, changed] of Map.groupBy(rows, (row) => row.district)) {
    const ids = [...new Set(changed.map(({ caseId }) => caseId))];
    await services.database.owner.transaction().execute((tx) => refreshCases(tx, district, ids, services.clock()));
  }
}

async function countNewDistricts(services: Pick<Services, 'database' | 'clock'>): Promise<void> {
  const { owner } = services.database;
  const districts = await owner
    .selectFrom('districts as d')
    .leftJoin('figure_counts as f', 'f.district_id', 'd.id')
    .select('d.id')
    .where('f.district_id', 'is', null)
    .execute();
  for (const { id } of districts) await owner.transaction().execute((tx) => rebuildFigures(tx, id, services.clock()));
}
