import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { fileReport, move, moved, reportBody, unitId } from '#testing/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type World } from '#testing/world';
import { verifyChains } from './index.ts';
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

describe('nobody rewrites history (I2)', () => {
  test('the application may neither change nor delete a step, and a changed one is found and named', async () => {
    const own = await makeWorld(house);
    const { id, no } = await fileReport(own);
    await moved(await own.person('microGridWorker'), id, { move: 'accept', note: '马上去' });
    expect(await verifyChains(house.database, own.district, () => undefined)).toMatchObject({
      cases: 1,
      steps: 2,
      broken: null,
    });
    const scope = { ...systemScope(own.district), cases: [id] };
    for (const attack of [
      sql`update app.case_steps set note = 'x'`,
      sql`delete from app.case_steps`,
      sql`truncate app.case_steps`,
    ]) {
      await expect(inDistrict(house.database.app, scope, (tx) => attack.execute(tx))).rejects.toThrow(
        /permission denied/,
      );
    }
    const tamper = (statement: ReturnType<typeof sql>) =>
      house.database.owner.transaction().execute((tx) => statement.execute(tx));
    await tamper(sql`update app.case_steps set note = '没说过' where case_id = ${id} and seq = 2`);
    expect((await verifyChains(house.database, own.district, () => undefined)).broken).toEqual({
      caseId: id,
      no,
      seq: 2,
      kind: 'changed',
    });
    await tamper(sql`delete from app.case_steps where case_id = ${id} and seq = 2`);
    expect((await verifyChains(house.database, own.district, () => undefined)).broken).toEqual({
      caseId: id,
      no,
      seq: 1,
      kind: 'ends',
    });
  });
});

describe('the accountable one follows duty (I1)', () => {
  test('a worker who leaves hands the open cases to the next post in the same moment', async () => {
    const own = await makeWorld(house);
    const { id } = await fileReport(own, 1);
    const admin = await own.person('sysAdmin');
    const areaId = await own.areaId(own.codes.microGrids[1]);
    const post = (await admin.call('GET /api/posts', { query: { areaId, role: 'microGridWorker' } })).body.rows[0];
    const ended = await admin.call('DELETE /api/posts/:id/holders/:holderId', {
      params: { id: post?.id ?? '', holderId: post?.holders[0]?.id ?? '' },
    });
    expect(ended.status).toBe(200);
    const { body } = await (await own.person('operator')).call('GET /api/cases/:id', { params: { id } });
    expect([body.ownerName, body.steps.at(-1)?.move]).toEqual(['第1网格网格长', 'reassign']);
    const next = await fileReport(own, 1);
    expect(next.owner).toMatchObject({ name: 'gridLeader0', standIn: true });
  });
});

describe('undo, return, merge', () => {
  test('a dispatch taken back within ten seconds was never told; later it is refused', async () => {
    const own = await makeWorld(house);
    const operator = await own.person('operator');
    const unit = await unitId(operator, '城管局');
    const { id } = await fileReport(own);
    const sent = await moved(operator, id, { move: 'dispatch', unitId: unit });
    expect(sent.undoUntil).not.toBeNull();
    const undone = await moved(operator, id, { move: 'undo' });
    expect([undone.state, undone.unitId, undone.ownerName]).toEqual(['reported', null, '第1微网格微网格员']);
    const messages = await house.database.owner
      .selectFrom('messages')
      .select('state')
      .where('case_id', '=', id)
      .where('template', '=', 'case.dispatched')
      .execute();
    expect(messages.map((row) => row.state)).toEqual(['cancelled']);
    await moved(operator, id, { move: 'dispatch', unitId: unit });
    house.wait(11_000);
    expect((await move(operator, id, { move: 'undo' })).code).toBe('case.undo-too-late');
  });

  test('a return is counted, gives its reason to the resident, and goes back to the command room', async () => {
    const own = await makeWorld(house);
    const operator = await own.person('operator');
    const { id, token } = await fileReport(own);
    await moved(operator, id, { move: 'dispatch', unitId: await unitId(operator, '城管局') });
    const handler = await own.person('departmentHandler');
    expect((await move(handler, id, { move: 'return', note: '' })).code).toBe('case.needs-note');
    const returned = await moved(handler, id, { move: 'return', note: '不属于本单位职责,依据三定方案' });
    expect([returned.state, returned.returns, returned.abilities]).toEqual(['returned', 1, []]);
    const seen = (await own.public('GET /api/public/track/:token', { params: { token } })).body;
    expect(seen.steps.at(-1)).toMatchObject({
      move: 'return',
      note: '不属于本单位职责,依据三定方案',
      by: '城管局部门处置员',
    });
  });

  test('duplicates are merged into an open case and can be split again', async () => {
    const operator = await world.person('operator');
    const [main, copy] = [await fileReport(world), await fileReport(world)];
    expect((await move(operator, copy.id, { move: 'merge', targetId: uuidv7() })).code).toBe('case.needs-target');
    const merged = await moved(operator, copy.id, { move: 'merge', targetId: main.id });
    expect([merged.state, merged.mergedInto?.no]).toEqual(['merged', main.no]);
    const { body } = await operator.call('GET /api/cases/:id', { params: { id: main.id } });
    expect(body.mergedHere.map((one) => one.no)).toEqual([copy.no]);
    expect((await moved(operator, copy.id, { move: 'split', note: '不是同一盏' })).state).toBe('reported');
  });
});

describe('lists', () => {
  test('pages by keyset without gap or double, finds words, fragments and numbers', async () => {
    const own = await makeWorld(house);
    const filed = [];
    for (let n = 0; n < 7; n += 1)
      filed.push(
        await fileReport(own, 0, { body: n === 3 ? '苗圃街路西小游园外面占道经营' : '楼道堆放杂物,影响通行' }),
      );
    const operator = await own.person('operator');
    const list = async (query: object) => (await operator.call('GET /api/cases', { query })).body;
    for (const sort of ['newest', 'oldest', 'due'] as const) {
      const seen: string[] = [];
      for (let after: string | null | undefined; after !== null; ) {
        const page: Awaited<ReturnType<typeof list>> = await list({
          sort,
          limit: 3,
          view: 'open',
          ...(after ? { after } : {}),
        });
        seen.push(...page.rows.map((row) => row.id));
        after = page.next;
      }
      expect([sort, new Set(seen).size, seen.length]).toEqual([sort, 7, 7]);
    }
    const nos = async (q: string) => (await list({ q })).rows.map((row) => row.no);
    expect(await nos('游园')).toEqual([filed[3]?.no]);
    expect(await nos('小游园外面')).toEqual([filed[3]?.no]);
    expect(await nos(filed[5]?.no.toLowerCase() ?? '')).toEqual([filed[5]?.no]);
    expect((await nos('楼道杂物')).length).toBe(6);
    expect(await nos("'; drop table cases; --")).toEqual([]);
    expect((await operator.call('GET /api/cases', { query: { after: 'bogus' } })).code).toBe('list.bad-cursor');
    const counts = (await operator.call('GET /api/cases/counts')).body;
    expect([counts.open, counts.triage, counts.overdue]).toEqual([7, 7, 0]);
  });

  test('the export holds what the list shows, and no cell becomes a formula', async () => {
    const own = await makeWorld(house);
    await fileReport(own, 0, { title: '=HYPERLINK("http://x","点我")', body: '+1 灯坏了' });
    const operator = await own.person('operator');
    const cookie = await house.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: operator.login, password: 'a quiet street 9' },
    });
    const headers = { cookie: `${cookie.cookies[0]?.name}=${cookie.cookies[0]?.value}` };
    const csv = await house.app.inject({ url: '/api/cases/export?format=csv', headers });
    expect(csv.body).toContain(`"'=HYPERLINK(""http://x"",""…"`);
    const xlsx = await house.app.inject({ url: '/api/cases/export?format=xlsx', headers });
    expect([xlsx.statusCode, xlsx.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    const worker = await own.person('microGridWorker');
    expect((await worker.call('GET /api/cases/export', { query: { format: 'csv' } })).code).toBe('right.missing');
  });
});

describe('bad input is refused by name and changes nothing', () => {
  const refusal = async (more: object) =>
    (await world.phone()('POST /api/public/cases', { body: { ...reportBody(world), ...more } as never })).code;

  test.each([
    ['nothing said, nothing shown', { body: ' ', photos: [] }, 'report.empty'],
    [
      'ten photos',
      { photos: Array.from({ length: 10 }, () => ({ id: uuidv7(), kind: 'before' })) },
      'report.too-many-photos',
    ],
    ['a photo that never arrived', { photos: [{ id: uuidv7(), kind: 'before' }] }, 'photo.unknown'],
    ['a place on the other side of the earth', { place: { point: { lon: -58.4, lat: -34.6 } } }, 'place.outside'],
    ['no place at all', { place: {} }, 'place.missing'],
    ['a foreign area', { place: { areaId: uuidv7() } }, 'area.unknown'],
    ['a clock years off', { seenAt: '2036-01-01T00:00:00Z' }, 'input.clock'],
    ['half a phone number', { contact: { phone: '12345' } }, 'phone.invalid'],
    ['a class that is not there', { categoryCode: 'nope' }, 'category.unknown'],
    ['a district that is not there', { district: 999 }, 'district.unknown'],
    ['a field too many', { admin: true }, 'input.invalid'],
    ['a number for words', { body: 5 }, 'input.invalid'],
    ['an id that is none', { id: "1' or 1=1" }, 'input.invalid'],
    ['a NUL character', { body: 'a\u0000b' }, 'input.invalid'],
    ['half a surrogate pair', { body: '\ud800' }, 'input.invalid'],
    ['words without end', { body: '长'.repeat(2001) }, 'input.invalid'],
  ])('%s', async (_, more, code) => {
    const before = await count();
    expect(await refusal(more)).toBe(code);
    expect(await count()).toBe(before);
  });

  async function count(): Promise<number> {
    return (
      await house.database.owner
        .selectFrom('cases')
        .select((on) => on.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  }

  test('an unknown token, a guessed token, a path that is none', async () => {
    expect((await track(`${world.district.toString(36)}-${'x'.repeat(32)}`)).code).toBe('case.unknown');
    expect((await track('x'.repeat(40))).code).toBe('case.unknown');
    const nowhere = await house.app.inject({ url: '/api/nowhere', headers: { 'accept-language': 'en' } });
    expect([nowhere.statusCode, nowhere.json().message]).toEqual([
      404,
      'There is nothing at this address. Please go back to the start page.',
    ]);
    const cross = await house.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin: 'https://evil.example' },
      payload: {},
    });
    expect(cross.json().code).toBe('request.foreign-origin');
    const words = await house.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      payload: '{"a":',
    });
    expect([words.statusCode, words.json().code]).toEqual([415, 'input.not-json']);
  });
});
