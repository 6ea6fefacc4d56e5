import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { readOutbox } from '#kernel/outbox';
import { fileReport, moved, unitId } from '#testing/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type Person, type World } from '#testing/world';
import { takeChanges } from './follow-figures.ts';
import { figuresReader } from './refresh-figures.ts';

const house = await testHouse();
const day = 24 * 3600_000;
let world: World;
let leader: Person;
let id: string;

const follow = async () => {
  while (await readOutbox(house.database, figuresReader, (rows) => takeChanges(house.services, rows)));
};
const dayOf = (at: number) => new Date(at + 8 * 3600_000).toISOString().slice(0, 10);
const figures = async (split: 'unit' | 'none' = 'none') => {
  const now = house.services.clock().getTime();
  const query = { from: dayOf(now - 60 * day), to: dayOf(now), split };
  return (await leader.call('GET /api/figures', { query })).body;
};
const onTime = async () => (await leader.call('GET /api/insight/wall', { query: {} })).body.last30;

/** Settled by the worker within the limit; the resident says that nothing was solved; then the limit passes. */
beforeAll(async () => {
  world = await makeWorld(house);
  const filed = await fileReport(world, 0, { categoryCode: '05001' });
  id = filed.id;
  const worker = await world.person('microGridWorker');
  await moved(worker, id, { move: 'accept' });
  await moved(worker, id, { move: 'arrive', point: world.pointIn(0) });
  const photos = [{ id: await upload(house, world.district), kind: 'after' as const }];
  const view = await moved(worker, id, { move: 'settle', note: '已更换灯泡', photos });
  if (view.state === 'handled') await moved(await world.person('checker'), id, { move: 'pass' });
  const body = { commandId: uuidv7(), move: 'contest', note: '灯还是闪' } as never;
  await world.public('POST /api/public/track/:token/moves', { params: { token: filed.token }, body });
  house.wait(20 * day);
  leader = await world.person('leader');
  await follow();
});

describe('a case that was done in time and contested', () => {
  it('is late while it is open and past its limit, on the wall as in the figures', async () => {
    const { measures } = await figures();
    expect(measures).toMatchObject({ due: 1, onTime: 0, dueClosed: 0, dueOpenLate: 1, contested: 1 });
    expect(await onTime()).toMatchObject({ onTimeOf: 1 });
  });

  it('counts against whoever declared it done first, also when a department mends it later', async () => {
    const staff = await world.person('communityStaff');
    await moved(staff, id, { move: 'reopen', note: '重新派人' });
    const operator = await world.person('operator');
    const unit = await unitId(operator, '市政养护中心');
    await moved(operator, id, { move: 'dispatch', unitId: unit });
    const handler = await world.person('departmentHandler', 1);
    await moved(handler, id, { move: 'acknowledge' });
    await moved(handler, id, { move: 'begin' });
    const photos = [{ id: await upload(house, world.district), kind: 'after' as const }];
    await moved(handler, id, { move: 'handle', note: '线路已换', photos });
    await follow();
    const { split, measures } = await figures('unit');
    const contested = Object.fromEntries(split.map((row) => [row.value, row.figures.contested.n]));
    expect(contested).toMatchObject({ '': 1 });
    expect(contested[unit] ?? 0).toBe(0);
    // Done again, but after the limit: neither of the two is on time.
    expect(measures).toMatchObject({ due: 1, onTime: 0, contested: 1 });
    expect(await onTime()).toMatchObject({ onTimeOf: 1 });
  });
});
