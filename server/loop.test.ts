import { uuidv7 } from 'uuidv7';
import { describe, expect, test } from 'vitest';
import type { MoveCase } from '#contract/cases';
import { verifyChains } from '#modules/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type Person, type World } from '#testing/world';

const house = await testHouse();

function report(world: World, more: object = {}) {
  const body = {
    id: uuidv7(),
    commandId: uuidv7(),
    district: world.district,
    body: '3 组村口的路灯三天没亮了,灯杆下面的盖板也掉了,小孩放学走这里危险。',
    place: { point: { ...world.pointIn(0), accuracy: 9 } },
    photos: [],
    categoryCode: '05001',
    contact: { name: '陈晓明', phone: '13812342071' },
    ...more,
  };
  return world.public('POST /api/public/cases', { body });
}

async function move(person: Person, id: string, ask: Omit<MoveCase, 'commandId'>) {
  return person.call('POST /api/cases/:id/moves', { params: { id }, body: { commandId: uuidv7(), ...ask } });
}

describe('the closed loop', () => {
  test('from the phone of a resident to the archive, by way of a department', async () => {
    const world = await makeWorld(house);
    const before = await upload(house, world.district, 10);
    const filed = await report(world, { photos: [{ id: before, kind: 'before' }] });
    expect(filed.status).toBe(200);
    const { id, token } = filed.body;
    expect(filed.body.no).toMatch(/^TS-\d{6}-0001$/);
    expect(filed.body.owner?.name).toBe('microGridWorker0');

    const worker = await world.person('microGridWorker');
    const mine = await worker.call('GET /api/cases', { query: { view: 'mine' } });
    expect(mine.body.rows.map((row) => row.id)).toEqual([id]);
    expect((await worker.call('GET /api/inbox')).body.unread).toBe(1);
    expect((await move(worker, id, { move: 'accept', seq: 1 })).body.state).toBe('accepted');
    const whistled = await move(worker, id, { move: 'whistle', note: '需要市政更换灯具' });
    expect([whistled.status, whistled.body.state, whistled.body.ownerName]).toEqual([
      200,
      'whistled',
      expect.stringContaining('第1网格'),
    ]);

    const operator = await world.person('operator');
    const units = await operator.call('GET /api/units');
    const unit = units.body.rows.find(({ name }) => name === '市政养护中心');
    expect((await move(operator, id, { move: 'dispatch', unitId: unit?.id ?? '' })).body.state).toBe('dispatched');
    const handler = await world.person('departmentHandler', 1);
    const other = await world.person('departmentHandler', 0);
    expect((await other.call('GET /api/cases/:id', { params: { id } })).code).toBe('case.unknown');
    for (const step of ['acknowledge', 'begin'] as const)
      expect((await move(handler, id, { move: step })).status).toBe(200);
    expect((await move(handler, id, { move: 'handle', note: '已更换光源' })).code).toBe('case.needs-after-photo');
    const after = await upload(house, world.district, 200);
    const handled = await move(handler, id, {
      move: 'handle',
      note: '灯已修好,盖板换新并上锁。',
      photos: [{ id: after, kind: 'after' }],
    });
    expect(['handled', 'checked']).toContain(handled.body.state);
    if (handled.body.state === 'handled') {
      const checker = await world.person('checker');
      expect((await move(checker, id, { move: 'pass', note: '现场查看,灯亮' })).body.state).toBe('checked');
    }

    const seen = await world.public('GET /api/public/track/:token', { params: { token } });
    expect(seen.body.result).toBe('灯已修好,盖板换新并上锁。');
    expect(seen.body.photos.map((photo) => photo.kind)).toEqual(['before', 'after']);
    expect(JSON.stringify(seen.body)).not.toContain('departmentHandler1');
    const rated = await world.public('POST /api/public/track/:token/moves', {
      params: { token },
      body: { commandId: uuidv7(), move: 'rate', rating: 'satisfied' },
    });
    expect([rated.body.state, rated.body.rating]).toEqual(['closed', 'satisfied']);

    const verified = await verifyChains(house.database, world.district, () => undefined);
    expect(verified).toEqual({ cases: 1, steps: expect.any(Number), broken: null });
    await expect(
      house.database.app.transaction().execute(async (tx) => tx.deleteFrom('case_steps').execute()),
    ).rejects.toThrow(/permission denied/);
  });
});
