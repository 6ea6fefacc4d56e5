import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Wall } from '#contract/insight';
import { states } from '#contract/lifecycle';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { type MadeCase, madeCases } from './made-case.test-data.ts';

const hour = 3600_000;
const day = 24 * hour;
const house = await testHouse();
let world: World;
let rows: MadeCase[];
let leader: Person;

const ms = (value: unknown): number | null => (value instanceof Date ? value.getTime() : null);
const chinaDay = (value: number) => new Date(value + 8 * hour).toISOString().slice(0, 10);
const share = (good: number, of: number) => (of < 10 ? null : good / of);

/** The definitions once more, by hand, over every row: slow and plain. */
function recount(all: readonly MadeCase[], at: number, path: string) {
  const mine = all.filter((row) => row.area_path.startsWith(path));
  const today = chinaDay(at);
  const done = mine.filter((row) => ['closed', 'archived'].includes(row.state) && row.checked_at !== null);
  const open = mine.filter((row) => row.open);
  const late = open.filter((row) => row.overdue_since !== null || (ms(row.due_at) ?? Infinity) <= at);
  const within = (value: unknown, from: number) => (ms(value) ?? -Infinity) > from && (ms(value) ?? Infinity) <= at;
  const closed30 = done.filter((row) => within(row.closed_at, at - 30 * day));
  const reported30 = mine.filter((row) => within(row.reported_at, at - 30 * day));
  const limited = closed30.filter((row) => row.total_due_at !== null);
  // These rows have no moves: nothing says that what was done again after a contest was done in time.
  const doneBy = (row: MadeCase) => (row.reopens ? Infinity : (ms(row.handled_at) ?? Infinity));
  const inTime = limited.filter((row) => doneBy(row) <= (ms(row.total_due_at) ?? 0));
  const missed = open.filter((row) => {
    const limit = ms(row.total_due_at);
    if (limit === null || limit >= at || row.state === 'waiting' || row.state === 'suspended') return false;
    return doneBy(row) > limit;
  });
  const rated = closed30.filter((row) => row.rating !== null);
  const closedToday = done.filter((row) => chinaDay(ms(row.closed_at) ?? 0) === today);
  return {
    reported: mine.filter((row) => chinaDay(ms(row.reported_at) ?? 0) === today).length,
    reportedYesterdaySameTime: mine.filter(
      (row) => chinaDay(ms(row.reported_at) ?? 0) === chinaDay(at - day) && (ms(row.reported_at) ?? 0) <= at - day,
    ).length,
    closed: closedToday.length,
    firstTimeClosed: closedToday.filter((row) => !row.reworks && !row.returns && !row.reopens).length,
    open: open.length,
    overdue: late.length,
    dueSoon: open.filter((row) => !late.includes(row) && (ms(row.due_at) ?? Infinity) <= at + 2 * hour).length,
    onTimeOf: limited.length + missed.length,
    onTime: share(inTime.length, limited.length + missed.length),
    satisfiedOf: rated.length,
    satisfied: share(rated.filter((row) => row.rating === 'satisfied').length, rated.length),
    ratedShare: share(rated.length, closed30.length),
    selfFoundOf: reported30.length,
    selfFound: share(reported30.filter((row) => row.source === 'worker').length, reported30.length),
    levels: [1, 2, 3, 4].map((level) => open.filter((row) => row.level === level).length),
    states: Object.fromEntries(
      Object.keys(states).map((name) => [name, open.filter((row) => row.state === name).length]),
    ),
    trend: Array.from({ length: 14 }, (_, n) => chinaDay(at - (13 - n) * day)).map((one) => ({
      day: one,
      reported: mine.filter((row) => chinaDay(ms(row.reported_at) ?? 0) === one).length,
      closed: done.filter((row) => chinaDay(ms(row.closed_at) ?? 0) === one).length,
    })),
  };
}

async function wallOf(person: Person, areaId?: string): Promise<Wall> {
  const answer = await person.call('GET /api/insight/wall', { query: areaId ? { areaId } : {} });
  expect(answer.status).toBe(200);
  return answer.body;
}

beforeAll(async () => {
  world = await makeWorld(house);
  leader = await world.person('leader');
  rows = await madeCases(house, world, { seed: 'wall', count: 600 });
});

describe('the wall', () => {
  it.each(['root', 'community', 'grid', 'micro-grid'] as const)('counts like a recount by hand: %s', async (which) => {
    const { root, community, grids, microGrids } = world.codes;
    const code = { root, community, grid: grids[1], 'micro-grid': microGrids[2] }[which];
    const areaId = await world.areaId(code);
    const { path } = await house.database.owner
      .selectFrom('areas')
      .select('path')
      .where('district_id', '=', world.district)
      .where('id', '=', areaId)
      .executeTakeFirstOrThrow();
    const wall = await wallOf(leader, areaId);
    const at = new Date(wall.at).getTime();
    const { levels, trend, states: byState, ...figures } = recount(rows, at, path);
    expect({ ...wall.today, ...wall.last30 }).toMatchObject(figures);
    expect(wall.levels.map(({ n }) => n)).toEqual(levels);
    expect(wall.trend).toEqual(trend);
    for (const { key, n } of wall.byState) expect([key, n]).toEqual([key, byState[key]]);
    const places = await house.database.owner
      .selectFrom('areas')
      .select(['id', 'path'])
      .where('district_id', '=', world.district)
      .where('parent_id', '=', areaId)
      .execute();
    expect(wall.children).toHaveLength(places.length);
    for (const child of wall.children) {
      const own = recount(rows, at, places.find(({ id }) => id === child.id)?.path ?? 'none');
      const { open, overdue, onTime, onTimeOf, selfFoundOf: reported30 } = own;
      expect(child).toMatchObject({ open, overdue, onTime, onTimeOf, reported30 });
    }
  });

  it('counts open and overdue as the desk lists them', async () => {
    const wall = await wallOf(leader);
    const counts = await leader.call('GET /api/cases/counts', { query: {} });
    expect([wall.today.open, wall.today.overdue]).toEqual([counts.body.open, counts.body.overdue]);
  });

  it('names the overdue case of the most severe level, longest overdue first, and nothing personal', async () => {
    const wall = await wallOf(leader);
    const at = new Date(wall.at).getTime();
    const late = rows
      .filter((row) => row.open && !['waiting', 'suspended', 'checked'].includes(row.state))
      .filter((row) => row.overdue_since !== null || (ms(row.due_at) ?? Infinity) <= at)
      .map((row) => ({ id: row.id, level: row.level ?? 5, since: ms(row.overdue_since ?? row.due_at) ?? 0 }))
      .sort((one, two) => one.level - two.level || one.since - two.since);
    expect(late.filter((one) => one.since === late[0]?.since).map(({ id }) => id)).toContain(wall.urgent?.caseId);
    expect(Object.keys(wall.urgent ?? {}).sort()).toEqual(
      ['areaId', 'areaName', 'caseId', 'lat', 'level', 'lon', 'no', 'ownerTitle', 'overdueMinutes', 'title'].sort(),
    );
  });

  it('feeds the last public steps, newest first, at most twelve, without internal ones and without phones', async () => {
    const worker = await world.person('microGridWorker', 0);
    const ids = Array.from({ length: 14 }, () => uuidv7());
    for (const id of ids) {
      const body = {
        id,
        commandId: uuidv7(),
        body: '井盖松动 13812345678',
        place: { areaId: await world.areaId(world.codes.microGrids[0]) },
        photos: [],
      };
      expect((await worker.call('POST /api/cases', { body })).status).toBe(200);
    }
    const last = ids.at(-1) ?? '';
    const operator = await world.person('operator');
    const noted = await operator.call('POST /api/cases/:id/moves', {
      params: { id: last },
      body: { commandId: uuidv7(), move: 'note', note: '内部' },
    });
    expect(noted.status).toBe(200);
    house.wait(2000);
    const { feed } = await wallOf(leader);
    expect(feed.map(({ caseId }) => caseId)).toEqual(ids.slice(2).reverse());
    expect(feed.every(({ move, state }) => move === 'report' && state === 'reported')).toBe(true);
    expect(JSON.stringify(feed)).not.toContain('13812345678');
  });

  it('counts posts: appointed and present is on duty, nobody appointed is vacant', async () => {
    const before = (await wallOf(leader)).force;
    expect(before).toMatchObject({ vacant: 0, units: 2 });
    expect(before.onDuty).toBe(before.posts);
    const worker = await world.person('microGridWorker', 1);
    const at = house.services.clock();
    await house.database.owner
      .insertInto('leaves')
      .values({
        district_id: world.district,
        id: uuidv7(),
        account_id: worker.accountId,
        from_at: new Date(at.getTime() - hour),
        to_at: new Date(at.getTime() + hour),
        reason: '休假',
      })
      .execute();
    const away = await world.person('microGridWorker', 2);
    await house.database.owner
      .updateTable('post_holders')
      .set({ to_at: at })
      .where('district_id', '=', world.district)
      .where('account_id', '=', away.accountId)
      .execute();
    house.wait(2000);
    const after = (await wallOf(leader)).force;
    expect(after).toEqual({ ...before, onDuty: before.onDuty - 2, vacant: 1 });
  });

  it('answers only within the reach of the right', async () => {
    const staff = await world.person('communityStaff');
    const own = await wallOf(staff);
    expect(own.area.id).toBe(await world.areaId(world.codes.community));
    const above = await staff.call('GET /api/insight/wall', {
      query: { areaId: await world.areaId(world.codes.root) },
    });
    expect([above.status, above.code]).toEqual([403, 'right.missing']);
    const worker = await world.person('microGridWorker', 0);
    expect((await worker.call('GET /api/insight/wall', { query: {} })).code).toBe('right.missing');
    expect((await world.public('GET /api/insight/wall', { query: {} })).code).toBe('session.required');
    const unknown = await leader.call('GET /api/insight/wall', { query: { areaId: uuidv7() } });
    expect([unknown.status, unknown.code]).toEqual([404, 'area.unknown']);
    const other = await makeWorld(house);
    const foreign = await leader.call('GET /api/insight/wall', {
      query: { areaId: await other.areaId(other.codes.root) },
    });
    expect(foreign.code).toBe('area.unknown');
  });

  it('answers from a count of at most one second and says when it was made', async () => {
    house.wait(5000);
    const [one, two] = await Promise.all([wallOf(leader), wallOf(leader)]);
    expect(two.at).toBe(one.at);
    house.wait(2000);
    const three = await wallOf(leader);
    expect(new Date(three.at).getTime()).toBeGreaterThan(new Date(one.at).getTime());
    expect(Math.abs(house.services.clock().getTime() - new Date(three.at).getTime())).toBeLessThan(5000);
  });
});
