import { sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { fileReport, move, moved, unitId } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { verifyChains } from './index.ts';

const house = await testHouse();
let world: World;
beforeAll(async () => {
  world = await makeWorld(house);
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

  test('a report that fell to the wrong micro-grid moves to the right one, with its worker', async () => {
    const own = await makeWorld(house);
    const { id } = await fileReport(own, 0);
    const worker = await own.person('microGridWorker', 0);
    const areaId = await own.areaId(own.codes.microGrids[3]);
    expect((await move(worker, id, { move: 'reroute', note: '在对面', areaId: uuidv7() })).code).toBe('area.unknown');
    const rerouted = await moved(worker, id, { move: 'reroute', note: '在马路对面那一格', areaId });
    expect([rerouted.state, rerouted.areaName, rerouted.ownerName]).toEqual([
      'reported',
      '第4微网格',
      '第4微网格微网格员',
    ]);
    const right = await own.person('microGridWorker', 3);
    expect((await right.call('GET /api/cases', { query: { view: 'mine' } })).body.rows.map((row) => row.id)).toEqual([
      id,
    ]);
    expect((await worker.call('GET /api/cases/:id', { params: { id } })).code).toBe('case.unknown');
  });

  test('duplicates are merged into an open case and can be split again', async () => {
    const operator = await world.person('operator');
    const [main, copy] = [await fileReport(world), await fileReport(world)];
    expect((await move(operator, copy.id, { move: 'merge', targetId: uuidv7() })).code).toBe('case.needs-target');
    const merged = await moved(operator, copy.id, { move: 'merge', targetId: main.id });
    expect([merged.state, merged.mergedInto?.no]).toEqual(['merged', main.no]);
    const { body } = await operator.call('GET /api/cases/:id', { params: { id: main.id } });
    expect(body.mergedHere.map((one) => one.no)).toEqual([copy.no]);
    await moved(operator, main.id, { move: 'accept' });
    await moved(operator, main.id, { move: 'tell', note: '明天上午修' });
    const seen = (await world.public('GET /api/public/track/:token', { params: { token: copy.token } })).body;
    expect([seen.no, seen.state, seen.steps.at(-1)?.note, seen.abilities]).toEqual([
      copy.no,
      'accepted',
      '明天上午修',
      [],
    ]);
    expect((await moved(operator, copy.id, { move: 'split', note: '不是同一盏' })).state).toBe('reported');
  });
});
