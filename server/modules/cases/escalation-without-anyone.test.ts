import { uuidv7 } from 'uuidv7';
import { describe, expect, test } from 'vitest';
import type { Role } from '#contract/rights';
import { fileReport } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { runClock } from './run-clock.job.ts';

const house = await testHouse();

/** Everybody of these roles leaves; the posts stay, empty. */
async function empty(world: World, roles: readonly Role[]): Promise<void> {
  const admin = await world.person('sysAdmin');
  for (const role of roles) {
    const areaId = await world.areaId(world.codes.root);
    const { body } = await admin.call('GET /api/posts', { query: { areaId, below: true, role, limit: 200 } });
    for (const post of body.rows)
      for (const { id: holderId } of post.holders)
        await admin.call('DELETE /api/posts/:id/holders/:holderId', { params: { id: post.id, holderId } });
  }
}

/** A calendar without the table of any year that is near. */
async function forgetHolidays(world: World): Promise<void> {
  const admin = await world.person('sysAdmin');
  const { document } = (await admin.call('GET /api/deadlines/calendar')).body;
  const years = [{ year: 2020, days: [] }];
  const body = { commandId: uuidv7(), document: { ...document, years } };
  expect((await admin.call('PUT /api/deadlines/calendar', { body })).status).toBe(200);
  expect((await admin.call('GET /api/deadlines/calendar')).body.missingYears).not.toEqual([]);
}

/** The case after each of four days on which nobody acted: its state, whose it is, the last move. */
async function days(world: World, id: string): Promise<string[]> {
  const seen: string[] = [];
  for (let day = 0; day < 4; day += 1) {
    house.wait(30 * 3600_000);
    await runClock(house.services, { district: world.district, caseId: id });
    const row = await house.database.owner
      .selectFrom('cases as c')
      .innerJoin('posts as p', 'p.id', 'c.owner_post_id')
      .innerJoin('case_steps as s', (on) => on.onRef('s.case_id', '=', 'c.id').onRef('s.seq', '=', 'c.seq'))
      .select(['c.state', 'p.title', 's.move', 'c.due_at'])
      .where('c.district_id', '=', world.district)
      .where('c.id', '=', id)
      .executeTakeFirstOrThrow();
    expect((row.due_at?.getTime() ?? 0) > house.services.clock().getTime()).toBe(true);
    seen.push(`${row.state} ${row.title} ${row.move}`);
  }
  return seen;
}

describe('no escalation is skipped for want of somebody or something (I3)', () => {
  test('without a worker, leader, community or supervisor, and without a table of holidays', async () => {
    const world = await makeWorld(house);
    await empty(world, ['microGridWorker', 'gridLeader', 'communityStaff', 'supervisor']);
    await forgetHolidays(world);
    const { id } = await fileReport(world);
    expect(await days(world, id)).toEqual([
      'whistled 试验区指挥室座席员 escalate',
      'whistled 试验区指挥室座席员 remind',
      'whistled 试验区指挥室座席员 remind',
      'whistled 试验区指挥室座席员 remind',
    ]);
  });

  test('with nobody in the district at all: the command room stays accountable, and is asked each day', async () => {
    const world = await makeWorld(house);
    const { id } = await fileReport(world);
    await empty(world, ['microGridWorker', 'gridLeader', 'communityStaff', 'supervisor', 'checker', 'operator']);
    const seen = await days(world, id);
    expect(seen.every((line) => line.startsWith('whistled 试验区指挥室座席员'))).toBe(true);
    expect(seen.map((line) => line.split(' ').at(-1))).toEqual(['escalate', 'remind', 'remind', 'remind']);
  });

  test('everybody on leave counts as nobody', async () => {
    const world = await makeWorld(house);
    const { id } = await fileReport(world);
    const admin = await world.person('sysAdmin');
    for (const role of ['microGridWorker', 'gridLeader', 'communityStaff'] as const) {
      const { accountId } = await world.person(role);
      const [from, to] = [0, 40 * 86_400_000].map((ms) =>
        new Date(house.services.clock().getTime() + ms).toISOString(),
      );
      const body = { commandId: uuidv7(), id: uuidv7(), accountId, from: from ?? '', to: to ?? '', reason: '休假' };
      expect((await admin.call('POST /api/leaves', { body })).status).toBe(200);
    }
    const seen = await days(world, id);
    expect(seen.at(-1)).toBe('whistled 试验区指挥室座席员 remind');
  });
});
