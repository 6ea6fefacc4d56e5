import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type World } from '#testing/world';
import { runClock } from './run-clock.job.ts';

const house = await testHouse();
let world: World;
beforeAll(async () => {
  world = await makeWorld(house);
});
const hours = (n: number) => n * 3600_000;
const tick = (id: string, of = world) => runClock(house.services, { district: of.district, caseId: id });
const track = (token: string) => world.public('GET /api/public/track/:token', { params: { token } });
const byToken = (token: string, ask: object) =>
  world.public('POST /api/public/track/:token/moves', {
    params: { token },
    body: { commandId: uuidv7(), ...ask } as never,
  });

/** A case handled on the spot by the worker and checked by somebody else. */
async function settled(): Promise<{ id: string; token: string }> {
  const { id, token } = await fileReport(world, 0, { categoryCode: '05001' });
  const worker = await world.person('microGridWorker');
  await moved(worker, id, { move: 'accept' });
  await moved(worker, id, { move: 'arrive', point: world.pointIn(0) });
  const after = await upload(house, world.district);
  const view = await moved(worker, id, { move: 'settle', note: '已更换灯泡', photos: [{ id: after, kind: 'after' }] });
  if (view.state === 'handled') await moved(await world.person('checker'), id, { move: 'pass' });
  return { id, token };
}

describe('clocks', () => {
  test('nobody acts: the whistle climbs level by level to the command room, which is then reminded (I3)', async () => {
    const own = await makeWorld(house);
    const { id } = await fileReport(own);
    const operator = await own.person('operator');
    const owners: (string | null)[] = [];
    for (let round = 0; round < 5; round += 1) {
      house.wait(hours(30));
      await tick(id, own);
      const { body } = await operator.call('GET /api/cases/:id', { params: { id } });
      owners.push(`${body.state} ${body.ownerName}`);
    }
    expect(owners).toEqual([
      'whistled 第1网格网格长',
      'whistled 和平社区社区工作人员',
      'whistled 试验区指挥室座席员',
      'whistled 试验区指挥室座席员',
      'whistled 试验区指挥室座席员',
    ]);
    const { body } = await operator.call('GET /api/cases/:id', { params: { id } });
    expect([body.overdue, body.steps.map((step) => step.move)]).toEqual([
      true,
      ['report', 'escalate', 'escalate', 'escalate', 'remind', 'remind'],
    ]);
  });

  test('a clock that comes too early, or twice, does nothing', async () => {
    const { id } = await fileReport(world);
    await tick(id);
    house.wait(hours(3));
    await Promise.all([tick(id), tick(id)]);
    const steps = await house.database.owner
      .selectFrom('case_steps')
      .select('move')
      .where('case_id', '=', id)
      .orderBy('seq')
      .execute();
    expect(steps.map((step) => step.move)).toEqual(['report', 'escalate']);
  });

  test('a question stops the clock, the answer lets it go on with what was left', async () => {
    const { id, token } = await fileReport(world);
    const worker = await world.person('microGridWorker');
    await moved(worker, id, { move: 'accept' });
    house.wait(hours(1));
    const asked = await moved(worker, id, { move: 'ask', note: '是哪一盏灯?' });
    expect([asked.state, (await track(token)).body.question]).toEqual(['waiting', '是哪一盏灯?']);
    house.wait(hours(20));
    const answered = await byToken(token, { move: 'answer', note: '村口第二盏' });
    expect(answered.body.state).toBe('accepted');
    const { body } = await worker.call('GET /api/cases/:id', { params: { id } });
    const left = (Date.parse(body.dueAt ?? '') - house.services.clock().getTime()) / hours(1);
    expect(left).toBeGreaterThan(2.9);
    expect(left).toBeLessThan(3.1);
  });

  test('suspended until a day, then back by itself', async () => {
    const { id } = await fileReport(world);
    const operator = await world.person('operator');
    await moved(operator, id, { move: 'accept' });
    const until = new Date(house.services.clock().getTime() + hours(48)).toISOString();
    expect((await moved(operator, id, { move: 'suspend', note: '等配件', until })).dueAt).toBe(until);
    house.wait(hours(49));
    await tick(id);
    const { body } = await operator.call('GET /api/cases/:id', { params: { id } });
    expect([body.state, body.steps.at(-1)?.move]).toEqual(['accepted', 'wake']);
  });

  test('silence for seven days closes without counting as satisfied, seven more archive', async () => {
    const { id, token } = await settled();
    house.wait(hours(24 * 7 + 1));
    await tick(id);
    expect((await track(token)).body).toMatchObject({ state: 'closed', rating: null });
    house.wait(hours(24 * 7 + 1));
    await tick(id);
    expect((await track(token)).body.state).toBe('archived');
    expect((await byToken(token, { move: 'contest', note: '还是不亮' })).code).toBe('case.not-from-here');
  });
});

describe('the resident has the last word', () => {
  test('"not solved" reaches a person other than handler and closer, and is worked on again (I4)', async () => {
    const { id, token } = await settled();
    const contested = await byToken(token, { move: 'contest', note: '灯还是闪' });
    expect(contested.body.state).toBe('contested');
    const worker = await world.person('microGridWorker');
    const seen = await worker.call('GET /api/cases/:id', { params: { id } });
    expect(seen.body.ownerName).toBe('和平社区社区工作人员');
    expect(seen.body.abilities).not.toContain('uphold');
    const staff = await world.person('communityStaff');
    const again = await moved(staff, id, { move: 'reopen', note: '重新派人' });
    expect([again.state, again.reopens]).toEqual(['accepted', 1]);
  });

  test('me too counts each phone once and gives it news; it may not rate', async () => {
    const { id } = await fileReport(world);
    const [one, two] = [world.phone(), world.phone()];
    const ask = (more: object = {}) => ({
      params: { id },
      body: { commandId: uuidv7(), district: world.district, ...more },
    });
    const first = await one('POST /api/public/cases/:id/join', ask());
    expect(first.body.meToo).toBe(1);
    expect((await one('POST /api/public/cases/:id/join', ask({ tokens: [first.body.token] }))).code).toBe(
      'case.already-joined',
    );
    expect((await two('POST /api/public/cases/:id/join', ask())).body.meToo).toBe(2);
    const followed = await track(first.body.token);
    expect([followed.body.mine, followed.body.abilities]).toEqual([false, ['remark']]);
    expect((await byToken(first.body.token, { move: 'rate', rating: 'satisfied' })).code).toBe('right.missing');
  });

  test('similar open reports nearby are found before sending: same class or similar words, 50 m', async () => {
    const own = await makeWorld(house);
    await fileReport(own, 0, { body: '村口路灯不亮,晚上看不清路', categoryCode: '05001' });
    await fileReport(own, 3, { body: '村口路灯不亮,晚上看不清路', categoryCode: '05001' });
    const ask = {
      district: own.district,
      point: own.pointIn(0),
      text: '路灯坏了好几天,晚上很黑',
      categoryCode: '05001',
    };
    const { body } = await own.public('POST /api/public/similar', { body: ask });
    expect(body.rows.map((row) => [row.title, row.metres < 5])).toEqual([['村口路灯不亮,晚上看不清路', true]]);
    const far = await own.public('POST /api/public/similar', {
      body: { ...ask, text: '楼上漏水', categoryCode: '07001' },
    });
    expect(far.body.rows).toEqual([]);
  });

  test('an anonymous report keeps neither name nor phone; a contact is masked and each look is recorded', async () => {
    const anonymous = await fileReport(world, 0, {
      anonymous: true,
      contact: { name: '陈晓明', phone: '13812342071' },
    });
    const named = await fileReport(world, 0, { contact: { name: '陈晓明', phone: '138 1234 2071' } });
    const stored = await house.database.owner
      .selectFrom('case_contacts')
      .select(['case_id', 'name_cipher', 'phone_cipher'])
      .where('case_id', 'in', [anonymous.id, named.id])
      .execute();
    expect(stored.map((row) => [row.case_id === named.id, row.phone_cipher !== null]).sort()).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(JSON.stringify(stored)).not.toContain('13812342071');
    const worker = await world.person('microGridWorker');
    const view = await worker.call('GET /api/cases/:id', { params: { id: named.id } });
    expect(view.body.reporter).toEqual({ name: '陈**', phone: '138****2071', anonymous: false });
    expect(
      (await worker.call('POST /api/cases/:id/contact', { params: { id: named.id }, body: { purpose: ' ' } })).code,
    ).toBe('case.purpose-missing');
    const look = await worker.call('POST /api/cases/:id/contact', {
      params: { id: named.id },
      body: { purpose: '联系核实地点' },
    });
    expect(look.body).toEqual({ name: '陈晓明', phone: '13812342071' });
    const audit = await (await world.person('auditAdmin')).call('GET /api/audit', {
      query: { action: 'case.contact' },
    });
    expect(audit.body.rows[0]).toMatchObject({ purpose: '联系核实地点', target: named.no, who: 'microGridWorker0' });
  });
});
