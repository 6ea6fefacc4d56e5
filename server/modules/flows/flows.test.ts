import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { FlowDocument } from '#contract/flow-document';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { fileReport, move, moved, unitId } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { gradedFlow } from './flows.test-data.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let worker: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
  worker = await world.person('microGridWorker');
});

const params = (code: string) => ({ params: { flow: code } });
function save(document: FlowDocument, revision: number, by = admin) {
  const body = { commandId: uuidv7(), revision, document };
  return by.call('PUT /api/flows/:flow/draft', { ...params(document.code), body });
}
async function publish(document: FlowDocument, by = admin): Promise<number> {
  const saved = await save(document, 0, by);
  expect([saved.status, saved.body]).toMatchObject([200, { revision: 1 }]);
  const body = { commandId: uuidv7(), revision: 1, note: '试行' };
  const answer = await by.call('POST /api/flows/:flow/publish', { ...params(document.code), body });
  expect(answer.status).toBe(200);
  return answer.body.version;
}
const byDefault = (code: string | null, by = admin) =>
  by.call('PUT /api/flows/default', { body: { commandId: uuidv7(), code } });

describe('flows as versioned data', () => {
  test('a draft is saved whole, published, read, compared and retired', async () => {
    const flow = gradedFlow('papers');
    expect(await publish(flow)).toBe(1);
    const second = { ...flow, name: { zh: '分级流程（二）', en: 'Graded flow, second' } };
    expect((await save(second, 0)).body).toEqual({ version: 2, revision: 1 });
    // Somebody else's older screen is refused, and changes nothing.
    const stale = await save(flow, 0);
    expect([stale.status, stale.code]).toEqual([409, 'flow.changed-meanwhile']);
    const early = { commandId: uuidv7(), revision: 7, note: '太早' };
    expect((await admin.call('POST /api/flows/:flow/publish', { ...params('papers'), body: early })).code).toBe(
      'flow.changed-meanwhile',
    );
    const drafted = await worker.call('GET /api/flows/:flow', params('papers'));
    expect(drafted.body).toMatchObject({ origin: 'own', version: 2, status: 'draft', document: { name: second.name } });
    const { changes } = (
      await admin.call('GET /api/flows/:flow/difference', { ...params('papers'), query: { older: 1, newer: 2 } })
    ).body;
    expect(changes).toEqual([
      { path: '/name/zh', older: '分级流程', newer: '分级流程（二）' },
      { path: '/name/en', older: 'Graded flow', newer: 'Graded flow, second' },
    ]);
    expect((await byDefault('papers')).status).toBe(200);
    const kept = await admin.call('POST /api/flows/:flow/retire', {
      ...params('papers'),
      body: { commandId: uuidv7() },
    });
    expect(kept.code).toBe('flow.is-default');
    await byDefault(null);
    expect(
      (await admin.call('POST /api/flows/:flow/discard', { ...params('papers'), body: { commandId: uuidv7() } }))
        .status,
    ).toBe(200);
    expect(
      (await admin.call('POST /api/flows/:flow/retire', { ...params('papers'), body: { commandId: uuidv7() } })).status,
    ).toBe(200);
    const { rows } = (await admin.call('GET /api/flows')).body;
    expect(rows.find(({ code }) => code === 'papers')).toMatchObject({
      inForce: null,
      versions: [{ version: 1, status: 'retired' }],
    });
    expect((await byDefault('papers')).code).toBe('flow.not-in-force');
  });

  test('a faulty document is refused naming each place, and nothing of it is kept', async () => {
    const { states, ...flow } = gradedFlow('faulty');
    const broken = { ...flow, states: { ...states, grid: { ...states.grid, clock: { amount: 0, unit: 'workHour' } } } };
    const answer = await save(broken as FlowDocument, 0);
    expect([answer.status, answer.code]).toEqual([422, 'flow.invalid']);
    expect(answer.body).toMatchObject({ detail: { faults: [{ path: '/states/grid/clock/amount' }] } });
    const checked = await admin.call('POST /api/flows/check', { body: { document: broken } });
    expect(checked.body.faults).toHaveLength(1);
    expect((await admin.call('GET /api/flows/:flow', params('faulty'))).code).toBe('flow.unknown');
    expect((await save({ ...gradedFlow('faulty'), code: 'other' }, 0)).code).toBe(undefined);
    const mismatched = { commandId: uuidv7(), revision: 0, document: gradedFlow('other') };
    expect((await admin.call('PUT /api/flows/:flow/draft', { ...params('faulty'), body: mismatched })).code).toBe(
      'flow.invalid',
    );
    expect((await save(gradedFlow('gezhi'), 0)).code).toBe('flow.invalid');
  });

  test('only the administrator of the whole district changes flows; all who are signed in read them', async () => {
    for (const role of ['operator', 'microGridWorker', 'leader', 'auditAdmin'] as const) {
      const person = await world.person(role);
      expect((await save(gradedFlow('mine'), 0, person)).code).toBe('right.missing');
      expect((await byDefault(null, person)).code).toBe('right.missing');
      expect((await person.call('GET /api/flows')).body).toMatchObject({ mayEdit: false, core: { code: 'gezhi' } });
    }
    const schema = (await worker.call('GET /api/flows/schema.json')).body as { properties: object };
    expect(Object.keys(schema.properties)).toContain('states');
    expect((await worker.call('GET /api/flows/:flow', params('gezhi'))).body).toMatchObject({
      origin: 'core',
      version: 0,
    });
    expect((await world.public('GET /api/flows' as never)).status).toBe(401);
  });

  test('a published version cannot be changed by the application itself', async () => {
    await publish(gradedFlow('fixed'));
    const changed = await inDistrict(house.database.app, systemScope(world.district), (tx) =>
      tx
        .updateTable('flow_versions')
        .set({ note: '改写' })
        .where('district_id', '=', world.district)
        .where('code', '=', 'fixed')
        .executeTakeFirst(),
    );
    expect(Number(changed.numUpdatedRows)).toBe(0);
  });
});

describe('cases by a flow of their own', () => {
  test('its words, forms and graded levels; a running case ends on the version it began with', async () => {
    const w = await makeWorld(house);
    const chief = await w.person('sysAdmin');
    const flow = gradedFlow();
    await publish(flow, chief);
    expect((await byDefault('graded', chief)).status).toBe(200);
    const filed = await fileReport(w);
    const [own, leader, staff, operator] = await Promise.all([
      w.person('microGridWorker'),
      w.person('gridLeader'),
      w.person('communityStaff'),
      w.person('operator'),
    ]);
    // While it runs a second version calls the grid's level otherwise.
    const grid = flow.states.grid;
    if (!grid) throw new Error('no grid');
    expect(
      (
        await save(
          { ...flow, states: { ...flow.states, grid: { ...grid, name: { zh: '新名', en: 'New name' } } } },
          0,
          chief,
        )
      ).status,
    ).toBe(200);
    const body = { commandId: uuidv7(), revision: 1, note: '改名' };
    expect((await chief.call('POST /api/flows/:flow/publish', { ...params('graded'), body })).body).toEqual({
      version: 2,
    });

    const whistled = await moved(own, filed.id, { move: 'whistle', note: '请网格协调' });
    expect(whistled).toMatchObject({
      state: 'whistled',
      stateName: { zh: '网格协调' },
      ownerName: expect.stringContaining('网格长'),
    });
    expect(whistled.steps.at(-1)).toMatchObject({ moveName: { zh: '吹哨到网格' }, stateName: { zh: '网格协调' } });
    const seen = await leader.call('GET /api/cases/:id', { params: { id: filed.id } });
    expect(seen.body.actions).toContainEqual(
      expect.objectContaining({
        code: 'toCommunity',
        move: 'whistle',
        name: { zh: '上报社区', en: 'To the community' },
      }),
    );
    const bare = await move(leader, filed.id, { move: 'whistle', action: 'toCommunity', note: '请社区协调' });
    expect([bare.status, bare.code]).toEqual([422, 'case.needs-field']);
    const wrong = await move(leader, filed.id, { move: 'whistle', note: '请社区协调', fields: { reason: 'weather' } });
    expect(wrong.code).toBe('case.needs-field');
    const up = await moved(leader, filed.id, {
      move: 'whistle',
      action: 'toCommunity',
      note: '请社区协调',
      fields: { reason: 'money', hidden: 'x' },
    });
    expect(up.steps.at(-1)).toMatchObject({ fields: [{ name: { zh: '上报原因' }, value: { zh: '需要经费' } }] });
    // From here the grid's action is none.
    expect(
      (
        await move(staff, filed.id, {
          move: 'whistle',
          action: 'toCommunity',
          note: '再来',
          fields: { reason: 'money' },
        })
      ).code,
    ).toBe('case.not-from-here');
    await moved(staff, filed.id, { move: 'whistle', note: '请指挥室研判' });
    const tracked = await w.public('GET /api/public/track/:token', { params: { token: filed.token } });
    expect(tracked.body).toMatchObject({ state: 'whistled', stateName: { zh: '指挥室研判' } });
    const rows = (await operator.call('GET /api/cases', { query: {} })).body.rows;
    expect(rows.find(({ id }) => id === filed.id)).toMatchObject({
      stateName: { zh: '指挥室研判', en: 'Command room' },
    });
    const later = await fileReport(w);
    const named = await moved(own, later.id, { move: 'whistle', note: '请网格协调' });
    expect(named.stateName.zh).toBe('新名');
    const heads = (await chief.call('GET /api/flows')).body.rows;
    expect(
      heads.find(({ code }) => code === 'graded')?.versions.map(({ version, running }) => [version, running]),
    ).toEqual([
      [2, 1],
      [1, 1],
    ]);
  });
});

describe('routing', () => {
  test('a rule names the flow of a case; once that is retired the rule cannot run and the default is taken', async () => {
    const w = await makeWorld(house);
    const chief = await w.person('sysAdmin');
    await publish(gradedFlow('lamps'), chief);
    const set = { rules: [], last: { flowCode: 'lamps', unitId: null, limit: null, level: null } };
    const unknown = { ...set, last: { ...set.last, flowCode: 'nothing' } };
    const draft = (revision: number, asked: typeof set) =>
      chief.call('PUT /api/routing/draft', { body: { commandId: uuidv7(), revision, set: asked } });
    expect((await draft(0, unknown)).status).toBe(422);
    expect((await draft(0, set)).status).toBe(200);
    const body = { commandId: uuidv7(), revision: 1, note: '路灯按分级流程' };
    expect((await chief.call('POST /api/routing/publish', { body })).status).toBe(200);
    const worker = await w.person('microGridWorker');
    const stateAfter = async () => {
      const { id } = await fileReport(w);
      return (await moved(worker, id, { move: 'whistle', note: '请协调' })).stateName.zh;
    };
    expect(await stateAfter()).toBe('网格协调');
    const retire = { ...params('lamps'), body: { commandId: uuidv7() } };
    expect((await chief.call('POST /api/flows/:flow/retire', retire)).status).toBe(200);
    expect(await stateAfter()).toBe('已吹哨');
  });
});

describe('dry run', () => {
  test('real cases on a draft: what would not be allowed, whose it would be, when it would be due; nothing changes', async () => {
    const w = await makeWorld(house);
    const chief = await w.person('sysAdmin');
    const operator = await w.person('operator');
    const [one, two] = [await fileReport(w), await fileReport(w)];
    await moved(operator, one.id, { move: 'accept' });
    const { no } = await moved(operator, one.id, { move: 'dispatch', unitId: await unitId(operator, '城管局') });
    await moved(await w.person('microGridWorker'), two.id, { move: 'whistle', note: '请协调' });
    const flow = gradedFlow();
    const { dispatch, ...actions } = flow.actions;
    const { reported, ...states } = flow.states;
    if (!dispatch || !reported) throw new Error('no dispatch');
    const document: FlowDocument = {
      ...flow,
      states: { reported: { ...reported, clock: { amount: 30, unit: 'workHour' } }, ...states },
      actions: { ...actions, dispatch: { ...dispatch, from: ['room', 'community', 'grid'] } },
    };
    const ask = { ...params('graded'), body: { document } };
    const answer = await chief.call('POST /api/flows/:flow/dry-run', ask);
    expect(answer.body).toMatchObject({ cases: 2, steps: 5, more: false });
    const { illegal, owner, due } = answer.body;
    expect(illegal).toMatchObject({
      cases: 1,
      samples: [{ no, seq: 3, step: { zh: '派单' }, would: { zh: '已受理' } }],
    });
    // The whistle went up one level by rule; on the draft it goes to the grid leader by name.
    expect(owner).toMatchObject({ cases: 1, samples: [{ was: { zh: '上一级' }, would: { zh: '网格长' } }] });
    expect(due.cases).toBe(2);
    expect(due.samples[0]).toMatchObject({ seq: 1, was: { zh: '2 紧急工作时' }, would: { zh: '30 工作时' } });
    expect((await chief.call('GET /api/flows')).body.rows).toEqual([]);
    // On the flow they went by nothing is otherwise.
    const same = await chief.call('POST /api/flows/:flow/dry-run', { ...params('gezhi'), body: {} });
    expect(same.body).toMatchObject({ cases: 2, illegal: { cases: 0 }, owner: { cases: 0 }, due: { cases: 0 } });
    const faulty = { ...params('graded'), body: { document: { ...document, start: 'nowhere' } } };
    expect((await chief.call('POST /api/flows/:flow/dry-run', faulty)).code).toBe('flow.invalid');
    expect((await operator.call('POST /api/flows/:flow/dry-run', ask)).code).toBe('right.missing');
  });
});
