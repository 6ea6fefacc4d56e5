import type { Insertable } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { createRandom, type Random } from '#demo/random';
import type { House } from '#testing/house';
import type { World } from '#testing/world';
import type { Tables } from '../../migrations/tables.ts';

export type MadeCase = Insertable<Tables['cases']> & { area_path: string };
interface Place {
  district_id: number;
  area_id: string;
  area_path: string;
  area_name: string;
  owner_post_id: string;
}

const hour = 3600_000;

const openNow = [
  'reported',
  'accepted',
  'whistled',
  'dispatched',
  'handling',
  'handled',
  'checked',
  'waiting',
  'suspended',
];
const ended = ['closed', 'archived', 'rejected', 'merged'];

const at = (ms: number | null) => (ms === null ? null : new Date(ms));

function timesOf(rng: Random, now: number, open: boolean) {
  const reported = now - rng.int(0, 45 * 24 * 60) * 60_000;
  const handled = open && rng.chance(0.6) ? null : reported + rng.int(1, 4000) * 60_000;
  const closed = open ? null : Math.min(now, (handled ?? reported) + rng.int(0, 3000) * 60_000);
  return {
    reported_at: new Date(reported),
    state_since: new Date(closed ?? reported),
    due_at: open ? new Date(now + rng.int(-300, 600) * 60_000) : null,
    total_due_at: at(rng.chance(0.1) ? null : reported + rng.int(60, 4000) * 60_000),
    handled_at: at(handled),
    closed_at: at(closed),
  };
}

/** One case with values as the life cycle leaves them, around `now`. */
function madeCase(rng: Random, now: number, base: Place): MadeCase {
  const open = rng.chance(0.4);
  const state = rng.pick(open ? openNow : ended);
  const times = timesOf(rng, now, open);
  const unchecked = state === 'rejected' || (state === 'archived' && rng.chance(0.2));
  const once = () => (rng.chance(0.1) ? 1 : 0);
  return {
    ...base,
    ...times,
    id: uuidv7(),
    no: `TS-000000-${rng.int(0, 1e9)}`,
    seq: 1,
    last_hash: Buffer.alloc(32),
    title: '路灯不亮',
    body: '路灯不亮',
    tokens: ' ',
    state,
    level: rng.chance(0.2) ? null : rng.int(1, 4),
    source: rng.chance(0.5) ? 'worker' : 'resident',
    overdue_since: open && rng.chance(0.1) ? new Date(now - hour) : null,
    checked_at: unchecked ? null : times.handled_at,
    open,
    owner_post_id: open ? base.owner_post_id : null,
    rating: !open && rng.chance(0.5) ? rng.pick(['satisfied', 'fair', 'dissatisfied'] as const) : null,
    reworks: once(),
    returns: once(),
    reopens: once(),
  };
}

/** Fills a world with cases of its micro-grids; the same seed gives the same cases. */
export async function madeCases(
  house: House,
  world: World,
  { seed, count }: { seed: string; count: number },
): Promise<MadeCase[]> {
  const rng = createRandom(seed);
  const { owner } = house.database;
  const places = await owner
    .selectFrom('areas as a')
    .innerJoin('posts as p', (on) => on.onRef('p.area_id', '=', 'a.id').on('p.district_id', '=', world.district))
    .select(['a.id as area_id', 'a.path as area_path', 'a.name as area_name', 'p.id as owner_post_id'])
    .where('a.district_id', '=', world.district)
    .where('a.code', 'in', world.codes.microGrids)
    .execute();
  const now = house.services.clock().getTime();
  const rows = Array.from({ length: count }, () =>
    madeCase(rng, now, { district_id: world.district, ...rng.pick(places) }),
  );
  await owner.insertInto('cases').values(rows).execute();
  return rows;
}
