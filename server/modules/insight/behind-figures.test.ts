import { beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '#contract/api';
import type { Wall } from '#contract/insight';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { type MadeCase, madeCases } from './made-case.test-data.ts';

const day = 24 * 3600_000;
const house = await testHouse();
let world: World;
let leader: Person;
let rows: MadeCase[];

type Query = Ask<'GET /api/cases'>['query'];

beforeAll(async () => {
  world = await makeWorld(house);
  leader = await world.person('leader');
  rows = await madeCases(house, world, { seed: 'behind figures', count: 500 });
});

async function wallOf(areaId?: string): Promise<Wall> {
  return (await leader.call('GET /api/insight/wall', { query: areaId ? { areaId } : {} })).body;
}

/** Every case of the list, page by page, in its order. */
async function listed(query: Query): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const { status, body } = await leader.call('GET /api/cases', {
      query: { ...query, limit: 7, ...(after && { after }) },
    });
    expect(status).toBe(200);
    ids.push(...body.rows.map(({ id }) => id));
    after = body.next ?? undefined;
  } while (after);
  return ids;
}

const midnight = (at: number) => new Date(Math.floor((at + 8 * 3600_000) / day) * day - 8 * 3600_000).toISOString();
const closedAt = (id: string) => (rows.find((row) => row.id === id)?.closed_at as Date | null)?.getTime() ?? 0;

describe('the list behind a figure of the wall', () => {
  it.each(['root', 'community', 'grid'] as const)('holds as many cases: %s', async (which) => {
    const { root, community, grids } = world.codes;
    const areaId = await world.areaId({ root, community, grid: grids[1] }[which]);
    const { at, today, last30 } = await wallOf(areaId);
    const now = new Date(at).getTime();
    const since30 = new Date(now - 30 * day).toISOString();
    const view = 'all' as const;
    expect(await listed({ view, areaId, closedFrom: midnight(now) })).toHaveLength(today.closed);
    const satisfied = await listed({ view, areaId, closedFrom: since30, rating: 'satisfied' });
    expect(satisfied).toHaveLength(Math.round((last30.satisfied ?? 0) * last30.satisfiedOf));
    const rated = await Promise.all(
      (['satisfied', 'fair', 'dissatisfied'] as const).map((rating) =>
        listed({ view, areaId, closedFrom: since30, rating }),
      ),
    );
    expect(rated.flat()).toHaveLength(last30.satisfiedOf);
    expect(last30.satisfiedOf).toBeGreaterThan(10);
  });

  it('goes by when the work was closed, each case once, and ends before closedTo', async () => {
    const now = house.services.clock().getTime();
    const [from, to] = [now - 20 * day, now - 2 * day];
    const period = { closedFrom: new Date(from).toISOString(), closedTo: new Date(to).toISOString() };
    const ids = await listed({ view: 'all', ...period });
    const mine = rows.filter(({ id, state, checked_at }) => {
      const closed = closedAt(id);
      return closed >= from && closed < to && ['closed', 'archived'].includes(state) && checked_at !== null;
    });
    expect([...ids].sort()).toEqual(mine.map(({ id }) => id).sort());
    const times = ids.map(closedAt);
    expect(times).toEqual([...times].sort((one, two) => two - one));
    const oldest = await listed({ view: 'all', ...period, sort: 'oldest' });
    expect(oldest).toEqual([...ids].reverse());
    expect(await listed({ view: 'open', ...period })).toEqual([]);
    const wrong = await leader.call('GET /api/cases', { query: { closedFrom: 'yesterday' } });
    expect(wrong.code).toBe('input.invalid');
  });
});

describe('the map of the wall', () => {
  it('has the open cases of each area two levels below, without those that have none', async () => {
    const { root, community, grids, microGrids } = world.codes;
    for (const [code, below] of [
      [root, grids],
      [community, microGrids],
      [grids[0], []],
    ] as const) {
      const { grandchildren } = await wallOf(await world.areaId(code));
      const expected = below.map(async (part) => {
        const { today } = await wallOf(await world.areaId(part));
        return { id: await world.areaId(part), open: today.open, overdue: today.overdue };
      });
      expect(grandchildren).toHaveLength(below.length);
      expect(grandchildren).toEqual(expect.arrayContaining(await Promise.all(expected)));
    }
    const other = await makeWorld(house);
    const quiet = await (await other.person('leader')).call('GET /api/insight/wall', { query: {} });
    expect(quiet.body.grandchildren).toEqual([]);
  });

  it('gets its outlines two levels down with one question', async () => {
    const { community, grids, microGrids } = world.codes;
    const areaId = await world.areaId(community);
    const ask = async (depth: 1 | 2) => {
      const { body } = await world.public('GET /api/public/outlines', {
        query: { district: world.district, areaId, depth },
      });
      return body.areas.map(({ code }) => code);
    };
    expect(await ask(1)).toEqual([community, ...grids]);
    expect(await ask(2)).toEqual([community, ...grids, ...microGrids]);
  });
});
