import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import type { RoutingSet } from '#contract/routing';
import { systemScope } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { holdsDistrictWide, needDistrictWide } from '#kernel/district-right';
import { pageOf, readCursor } from '#kernel/keyset';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { flowsOf } from '#modules/flows';
import { compareSets } from './compare-sets.ts';
import { coveredRules } from './covered-rules.ts';
import { blockedRules, groundOf, knownFlows, readUnitStates, unitsOf } from './router.ts';
import { indexRules } from './rule-index.ts';
import { noRules, readDraft, readPublished } from './stored-sets.ts';

type Shown = Answer<'GET /api/routing'>;
type Version = NonNullable<Shown['published']>;

/** What is in force and what is being worked on. */
export async function showRouting({ services, actor }: Call<'GET /api/routing'>): Promise<Shown> {
  needDistrictWide(actor, 'routing.read');
  const { district } = actor;
  const ground = await groundOf(services, district);
  const flows = await flowsOf(services, district);
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const { version, set } = await readPublished(tx, district);
    const draft = await readDraft(tx, district);
    const [published = null] = await versionRows(tx, district, version + 1, 1);
    const { rows } = await sql<{ n: number; by: string | null }>`
      select (select count(*)::int from app.routing_alarms a where a.district_id = ${district} and a.settled_at is null) as n,
             (select k.name from app.accounts k where k.district_id = ${district} and k.id = ${draft?.byAccount ?? null}::uuid) as by`.execute(
      tx,
    );
    return {
      version,
      published,
      set,
      draft: draft && {
        revision: draft.revision,
        basedOn: draft.basedOn,
        changedAt: draft.changedAt.toISOString(),
        by: rows[0]?.by ?? null,
        set: draft.set,
        warnings: coveredRules(indexRules(draft.set, ground), ground),
      },
      names: await namesOf(services, tx, district, draft ? [set, draft.set] : [set]),
      alarms: rows[0]?.n ?? 0,
      blocked: blockedRules(set, ground, await readUnitStates(tx, district, set, services.clock()), flows),
      mayEdit: holdsDistrictWide(actor, 'routing.edit'),
    };
  });
}

export function listVersions({ services, actor, query }: Call<'GET /api/routing/versions'>) {
  needDistrictWide(actor, 'routing.read');
  const { limit = 20 } = query;
  const [before] = readCursor(query.after, ['number']) ?? [null];
  return inDistrict(services.database.app, systemScope(actor.district), async (tx) => {
    const rows = await versionRows(tx, actor.district, before, limit + 1);
    return pageOf(rows, limit, (row) => [row.version]);
  });
}

export function showVersion({ services, actor, params }: Call<'GET /api/routing/versions/:version'>) {
  needDistrictWide(actor, 'routing.read');
  const { district } = actor;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const [row] = await versionRows(tx, district, params.version + 1, 1);
    if (row?.version !== params.version) return refuse('routing.version-unknown');
    const set = await setOf(tx, district, params.version);
    return { ...row, set, names: await namesOf(services, tx, district, [set]) };
  });
}

export function showDifference({ services, actor, query }: Call<'GET /api/routing/difference'>) {
  needDistrictWide(actor, 'routing.read');
  const { district } = actor;
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const before = await setOf(tx, district, query.from);
    const after =
      query.to === undefined
        ? ((await readDraft(tx, district)) ?? refuse('routing.no-draft')).set
        : await setOf(tx, district, query.to);
    return { rows: compareSets(before, after) };
  });
}

async function setOf(tx: Tx, district: number, version: number): Promise<RoutingSet> {
  if (version === 0) return noRules;
  const row = await tx
    .selectFrom('routing_sets')
    .select('rules')
    .where('district_id', '=', district)
    .where('version', '=', version)
    .executeTakeFirst();
  // The cast: a json column, in which only checked rules stand.
  return row ? (row.rules as unknown as RoutingSet) : refuse('routing.version-unknown');
}

/** Versions below `before`, the newest first. */
async function versionRows(tx: Tx, district: number, before: number | null, limit: number): Promise<Version[]> {
  const { rows } = await sql<Omit<Version, 'publishedAt'> & { publishedAt: Date }>`
    select s.version, s.published_at as "publishedAt", k.name as by, s.note, jsonb_array_length(s.rules -> 'rules') as rules
      from app.routing_sets s left join app.accounts k on k.district_id = ${district} and k.id = s.by_account
     where s.district_id = ${district} and s.version < ${before ?? 2147483647}
     order by s.version desc limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }));
}

async function namesOf(
  services: Services,
  tx: Tx,
  district: number,
  sets: readonly RoutingSet[],
): Promise<Shown['names']> {
  const placeIds = sets.flatMap(({ rules }) =>
    rules.flatMap(({ conditions }) => conditions.flatMap(({ kind, values }) => (kind === 'place' ? values : []))),
  );
  const units = await sql<{ id: string; name: string }>`
    select u.id, u.name from app.units u where u.district_id = ${district} and u.id = any(${sets.flatMap(unitsOf)}::uuid[])`.execute(
    tx,
  );
  const areas = await sql<{ id: string; name: string }>`
    select a.id, a.name from app.areas a
     where a.district_id = ${district} and a.id = any(${[...new Set(placeIds)]}::uuid[])`.execute(tx);
  return { areas: areas.rows, units: units.rows, flows: await knownFlows(services, district) };
}
