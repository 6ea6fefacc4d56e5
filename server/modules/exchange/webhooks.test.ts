import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ask } from '#contract/api';
import { startWorker } from '#kernel/jobs';
import { readOutbox } from '#kernel/outbox';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { tasksOf } from '../../app.ts';
import { deliverDue } from './deliver-webhooks.job.ts';
import { enqueueDeliveries } from './enqueue-deliveries.ts';
import { followWebhooks, webhookReader } from './follow-webhooks.ts';
import { verifies, webhookReceiver } from './webhook-receiver.test-data.ts';

const house = await testHouse();
const { services } = house;
Object.assign(services, { config: { ...services.config, webhookNetworks: ['127.0.0.1/32'] } });
let world: World;
let admin: Person;
let worker: Person;

beforeAll(async () => {
  world = await makeWorld(house);
  [admin, worker] = await Promise.all([world.person('sysAdmin'), world.person('microGridWorker', 0)]);
});

type New = Ask<'POST /api/exchange/webhooks'>['body'];
async function addHook(url: string, more: Partial<New> = {}) {
  const body = {
    commandId: uuidv7(),
    id: uuidv7(),
    name: '城市平台',
    url,
    areaId: null,
    moves: [],
    categories: [],
    ...more,
  };
  const answer = await admin.call('POST /api/exchange/webhooks', { body });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return answer.body;
}
async function endHooks(): Promise<void> {
  const { body } = await admin.call('GET /api/exchange/webhooks');
  for (const { id } of body.rows) await admin.call('DELETE /api/exchange/webhooks/:id', { params: { id } });
}
/** Reads what was announced and sends what is due, as the worker process does. */
async function tell(...hooks: { id: string }[]): Promise<void> {
  while (await readOutbox(house.database, webhookReader, (rows) => enqueueDeliveries(services, rows))) await sleep(20);
  for (const { id } of hooks) await deliverDue(services, world.district, id);
}

describe('a webhook', () => {
  it('is told each step, signed, by the worker that the step itself woke', async () => {
    const other = await webhookReceiver();
    const { secret } = await addHook(other.url);
    const stop = await followWebhooks(services);
    const running = await startWorker(house.database, tasksOf(services), { concurrency: 4, log: services.log });
    try {
      const filed = await fileReport(world, 0);
      await moved(worker, filed.id, { move: 'accept' });
      await moved(worker, filed.id, { move: 'arrive' });
      for (let n = 0; n < 100 && other.received.length < 3; n += 1) await sleep(100);
      expect(other.received.map(({ told }) => [told.step?.seq, told.step?.move, told.case?.state])).toEqual([
        [1, 'report', 'reported'],
        [2, 'accept', 'accepted'],
        [3, 'arrive', 'onSite'],
      ]);
      for (const one of other.received) {
        expect(verifies(secret, one, services.clock())).toBe(true);
        expect(one.told).toMatchObject({ version: 1, type: 'case.step', district: world.district });
        expect(one.headers['webhook-id']).toBe(one.told.id);
        expect(verifies(secret, { ...one, raw: `${one.raw} ` }, services.clock())).toBe(false);
      }
      expect(other.received[1]?.told.case).toMatchObject({
        id: filed.id,
        no: filed.no,
        stateKind: 'open',
        areaName: '第1微网格',
      });
      expect(other.received[1]?.told.step).toMatchObject({ byKind: 'staff', by: expect.stringContaining('微网格员') });
    } finally {
      await stop();
      await running.stop();
      await endHooks();
    }
  });

  it('carries no word of a resident, no name, no phone and no note', async () => {
    const other = await webhookReceiver();
    const hook = await addHook(other.url);
    const filed = await fileReport(world, 0, {
      title: '找王小明评理',
      body: '王小明住 3 栋，电话 13812342071，身份证 410103199001011234',
      contact: { name: '王小明', phone: '13812342071' },
    });
    await moved(worker, filed.id, { move: 'note', note: '内部：王小明情绪激动' });
    await moved(worker, filed.id, { move: 'whistle', note: '请派人，电话 13812342071' });
    await tell(hook);
    expect(other.received).toHaveLength(3);
    const sent = other.received.map(({ raw }) => raw).join('\n');
    expect(sent).not.toMatch(/王小明|13812342071|410103199001011234|内部：|评理/);
    expect(sent).not.toContain(worker.name);
    await endHooks();
  });

  it('gets only what its filters let through', async () => {
    const other = await webhookReceiver();
    const grid = await addHook(other.url, { areaId: await world.areaId(world.codes.grids[1]) });
    const moves = await addHook(other.url, { moves: ['accept', 'whistle'] });
    const lamps = await addHook(other.url, { categories: ['03', '02001'] });
    const here = await fileReport(world, 0, { categoryCode: await someCategory('03') });
    const there = await fileReport(world, 2);
    await moved(worker, here.id, { move: 'accept' });
    const got = async (hook: { id: string }) => {
      other.received.length = 0;
      await tell(hook);
      return other.received.map(({ told }) => `${told.case?.no} ${told.step?.move}`);
    };
    expect(await got(grid)).toEqual([`${there.no} report`]);
    expect(await got(moves)).toEqual([`${here.no} accept`]);
    expect(await got(lamps)).toEqual([`${here.no} report`, `${here.no} accept`]);
    await endHooks();
  });

  it('is told nothing of before it existed and nothing of another district', async () => {
    const other = await webhookReceiver();
    const elsewhere = await makeWorld(house);
    const before = await fileReport(world, 0);
    house.wait(1000);
    const hook = await addHook(other.url);
    await fileReport(elsewhere, 0);
    const after = await fileReport(world, 1);
    await tell(hook);
    expect(other.received.map(({ told }) => told.case?.no)).toEqual([after.no]);
    expect(before.no).not.toBe(after.no);
    await endHooks();
  });
});

async function someCategory(major: string): Promise<string> {
  const { body } = await admin.call('GET /api/public/categories', { query: { district: world.district } });
  return body.rows.find((row) => row.parentCode === major)?.code ?? '';
}

describe('the administrator', () => {
  it('sees the secret once; a resent command shows it again, the database never', async () => {
    const { url } = await webhookReceiver();
    const body = { commandId: uuidv7(), id: uuidv7(), name: '一', url, areaId: null, moves: [], categories: [] };
    const first = await admin.call('POST /api/exchange/webhooks', { body });
    expect(first.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await admin.call('POST /api/exchange/webhooks', { body })).body).toEqual(first.body);
    const hooks = await house.database.owner.selectFrom('webhooks').selectAll().execute();
    const commands = await house.database.owner.selectFrom('commands').selectAll().execute();
    expect(JSON.stringify([hooks, commands, (await admin.call('GET /api/exchange/webhooks')).body])).not.toContain(
      first.body.secret,
    );
    await endHooks();
  });

  it('pings it and reads the answer', async () => {
    const other = await webhookReceiver();
    const { id, secret } = await addHook(other.url);
    other.answers.push({ status: 200, body: 'got it\u0000!' }, { status: 404, body: 'x'.repeat(100_000) });
    const ping = async () => (await admin.call('POST /api/exchange/webhooks/:id/test', { params: { id } })).body;
    expect(await ping()).toMatchObject({ ok: true, status: 200, fault: null, answer: 'got it !' });
    expect(other.received[0]?.told).toMatchObject({ type: 'ping', case: null, step: null });
    expect(verifies(secret, other.received[0] as never, services.clock())).toBe(true);
    const failed = await ping();
    expect(failed).toMatchObject({ ok: false, status: 404, fault: 'status' });
    expect(failed.answer).toHaveLength(300);
    await endHooks();
  });

  it('pauses it, and what happens meanwhile is sent when it goes on', async () => {
    const other = await webhookReceiver();
    const hook = await addHook(other.url);
    const change = (body: object) =>
      admin.call('PUT /api/exchange/webhooks/:id', { params: { id: hook.id }, body: { commandId: uuidv7(), ...body } });
    expect((await change({ paused: true })).status).toBe(200);
    const filed = await fileReport(world, 0);
    await tell(hook);
    expect(other.received).toEqual([]);
    const row = async () => (await admin.call('GET /api/exchange/webhooks')).body.rows[0];
    expect(await row()).toMatchObject({ pausedWhy: 'person', waiting: 1 });
    expect((await change({ paused: false, name: '新名' })).status).toBe(200);
    await tell(hook);
    expect(other.received.map(({ told }) => told.case?.no)).toEqual([filed.no]);
    expect(await row()).toMatchObject({ name: '新名', pausedAt: null, waiting: 0, stuck: 0 });
    await endHooks();
    expect(await row()).toBeUndefined();
    await fileReport(world, 0);
    await tell(hook);
    expect(other.received).toHaveLength(1);
  });

  it('alone may do so; all of it stands in the audit log', async () => {
    for (const role of ['operator', 'leader', 'securityAdmin'] as const) {
      const person = await world.person(role);
      expect((await person.call('GET /api/exchange/webhooks')).code).toBe('right.missing');
      expect((await person.call('GET /api/exchange/deliveries', { query: {} })).code).toBe('right.missing');
    }
    const elsewhere = await makeWorld(house);
    const stranger = await elsewhere.person('sysAdmin');
    const { url } = await webhookReceiver();
    const { id } = await addHook(url);
    for (const route of ['DELETE /api/exchange/webhooks/:id', 'POST /api/exchange/webhooks/:id/test'] as const)
      expect((await stranger.call(route, { params: { id } })).code).toBe('webhook.unknown');
    await endHooks();
    const auditor = await world.person('auditAdmin');
    const { body } = await auditor.call('GET /api/audit', { query: { limit: 100 } });
    const actions = new Set(body.rows.map(({ action }) => action));
    for (const one of ['create', 'change', 'delete', 'test']) expect(actions).toContain(`webhook.${one}`);
  });
});
