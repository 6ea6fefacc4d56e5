import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readOutbox } from '#kernel/outbox';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { deliverDue, shouldPause, triesAllowed } from './deliver-webhooks.job.ts';
import { enqueueDeliveries } from './enqueue-deliveries.ts';
import { sweepExchange, webhookReader } from './follow-webhooks.ts';
import { webhookReceiver } from './webhook-receiver.test-data.ts';

const house = await testHouse();
const { services } = house;
Object.assign(services, { config: { ...services.config, webhookNetworks: ['127.0.0.1/32'] } });
const other = await webhookReceiver();
const minute = 60_000;
let world: World;
let admin: Person;
let worker: Person;

beforeAll(async () => {
  world = await makeWorld(house);
  [admin, worker] = await Promise.all([world.person('sysAdmin'), world.person('microGridWorker', 0)]);
});
afterEach(async () => {
  other.received.length = 0;
  other.answers.length = 0;
  const { body } = await admin.call('GET /api/exchange/webhooks');
  for (const { id } of body.rows) await admin.call('DELETE /api/exchange/webhooks/:id', { params: { id } });
});

async function addHook(url = other.url): Promise<string> {
  const body = { commandId: uuidv7(), id: uuidv7(), name: '城市平台', url, areaId: null, moves: [], categories: [] };
  expect(await admin.call('POST /api/exchange/webhooks', { body })).toMatchObject({ status: 200 });
  return body.id;
}
async function enqueue(): Promise<void> {
  while (await readOutbox(house.database, webhookReader, (rows) => enqueueDeliveries(services, rows))) await sleep(20);
}
const run = (id: string) => deliverDue(services, world.district, id);
const list = async (query: object = {}) => (await admin.call('GET /api/exchange/deliveries', { query })).body.rows;
const settle = (route: 'resend' | 'drop', id: string) =>
  admin.call(`POST /api/exchange/deliveries/:id/${route}`, { params: { id }, body: { commandId: uuidv7() } });
/** The run that the queue holds for this webhook. */
async function planned(id: string): Promise<Date | undefined> {
  const { rows } = await house.database.ownerPool.query<{ run_at: Date }>(
    'select run_at from graphile_worker.jobs where key = $1 and locked_at is null',
    [`webhook:${world.district}:${id}`],
  );
  return rows[0]?.run_at;
}

describe('a delivery', () => {
  it('is tried again with growing waits, the same body under the same id, until it arrives', async () => {
    const hook = await addHook();
    await fileReport(world, 0);
    await enqueue();
    other.answers.push({ status: 500, body: 'busy' }, { status: 302, headers: { location: '/elsewhere' } });
    await run(hook);
    expect(await list({ webhookId: hook })).toMatchObject([
      { state: 'waiting', attempts: 1, lastStatus: 500, lastFault: 'status', lastAnswer: 'busy' },
    ]);
    const left = ((await planned(hook))?.getTime() ?? 0) - services.clock().getTime();
    expect(left).toBeGreaterThan(50_000);
    expect(left).toBeLessThanOrEqual(minute);
    await run(hook);
    expect(other.received).toHaveLength(1);
    house.wait(minute);
    await run(hook);
    expect(await list({ webhookId: hook })).toMatchObject([{ attempts: 2, lastFault: 'redirect' }]);
    house.wait(2 * minute);
    await run(hook);
    expect(await list({ webhookId: hook })).toMatchObject([
      { state: 'sent', attempts: 3, lastStatus: 204, lastFault: null, nextAt: null },
    ]);
    expect(new Set(other.received.map(({ raw }) => raw)).size).toBe(1);
    expect(new Set(other.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(other.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
  });

  it('is stuck after eight tries in about two hours; a person sends it again or lets it go', async () => {
    const hook = await addHook();
    const filed = await fileReport(world, 0);
    await enqueue();
    const began = services.clock().getTime();
    for (let n = 0; n < triesAllowed; n += 1) {
      other.answers.push({ status: 503 });
      await run(hook);
      if (n < triesAllowed - 1) house.wait(2 ** n * minute);
    }
    expect(services.clock().getTime() - began).toBeLessThan(130 * minute);
    const [stuck] = await list({ state: 'stuck', webhookId: hook });
    expect(stuck).toMatchObject({ caseNo: filed.no, attempts: triesAllowed, webhookName: '城市平台', nextAt: null });
    const id = stuck?.id ?? '';
    expect((await admin.call('GET /api/exchange/webhooks')).body.rows).toMatchObject([{ stuck: 1, waiting: 0 }]);
    house.wait(24 * 60 * minute);
    await run(hook);
    expect(other.received).toHaveLength(triesAllowed);
    expect((await settle('resend', id)).status).toBe(200);
    expect(await planned(hook)).toBeDefined();
    await run(hook);
    expect(await list({ state: 'sent', webhookId: hook })).toMatchObject([{ id, attempts: 1 }]);
    expect((await settle('resend', id)).code).toBe('delivery.settled');
    expect((await settle('drop', id)).code).toBe('delivery.settled');
    expect((await settle('drop', uuidv7())).code).toBe('delivery.unknown');
  });

  it('that is dropped is not sent, and the later steps of its case go on', async () => {
    const hook = await addHook();
    const filed = await fileReport(world, 0);
    await moved(worker, filed.id, { move: 'accept' });
    await enqueue();
    other.answers.push({ status: 500 });
    await run(hook);
    const first = (await list({ webhookId: hook })).find(({ seq }) => seq === 1);
    expect((await settle('drop', first?.id ?? '')).status).toBe(200);
    house.wait(minute);
    await run(hook);
    expect(other.received.map(({ told }) => told.step?.seq)).toEqual([1, 2]);
    expect((await list({ webhookId: hook })).map(({ seq, state }) => `${seq} ${state}`).sort()).toEqual([
      '1 dropped',
      '2 sent',
    ]);
  });

  it('keeps the order of a case: a later step waits for an earlier one that failed', async () => {
    const hook = await addHook();
    const filed = await fileReport(world, 0);
    const second = await fileReport(world, 1);
    await moved(worker, filed.id, { move: 'accept' });
    await enqueue();
    other.answers.push({ status: 500 });
    await run(hook);
    house.wait(6000);
    await run(hook);
    expect(other.received.map(({ told }) => told.case?.no)).toEqual([filed.no, second.no]);
    house.wait(minute);
    await run(hook);
    const got = other.received.map(({ told }) => `${told.case?.no} ${told.step?.seq}`);
    expect(got).toEqual([`${filed.no} 1`, `${second.no} 1`, `${filed.no} 1`, `${filed.no} 2`]);
  });

  it('whose sender died between taking and sending it is sent by the next one', async () => {
    const hook = await addHook();
    await fileReport(world, 0);
    await enqueue();
    const { crypto } = services;
    const broken = { ...services, crypto: { ...crypto, open: () => crypto.open(Buffer.alloc(40)) } };
    await expect(deliverDue(broken, world.district, hook)).rejects.toThrow();
    // Killed after the try was counted: no outcome was ever noted.
    await house.database.owner
      .updateTable('webhook_deliveries')
      .set({ attempts: 1, next_at: new Date(services.clock().getTime() + minute) })
      .where('webhook_id', '=', hook)
      .execute();
    await run(hook);
    expect(other.received).toEqual([]);
    expect(await planned(hook)).toBeDefined();
    house.wait(minute);
    await run(hook);
    expect(other.received).toHaveLength(1);
    expect(await list({ webhookId: hook })).toMatchObject([{ state: 'sent', attempts: 2 }]);
  });

  it('is made once, however often its step is read', async () => {
    const hook = await addHook();
    await fileReport(world, 0);
    await enqueue();
    await house.database.ownerPool.query("update app.outbox_readers set xid = '0'");
    await enqueue();
    expect(await list({ webhookId: hook })).toHaveLength(1);
    house.wait(31 * 24 * 60 * minute);
    await run(hook);
    house.wait(31 * 24 * 60 * minute);
    await sweepExchange(services);
    expect(await list({ webhookId: hook })).toEqual([]);
  });

  it('waits no longer than ten seconds for an answer, and an address that refuses is told apart', async () => {
    const hook = await addHook();
    other.answers.push({ status: 200, hang: 'at once' });
    const test = async () => (await admin.call('POST /api/exchange/webhooks/:id/test', { params: { id: hook } })).body;
    const slow = await test();
    expect(slow).toMatchObject({ ok: false, fault: 'timeout' });
    expect(slow.ms).toBeLessThan(11_000);
    other.answers.push({ status: 200, body: 'still talking', hang: 'in the body' });
    expect(await test()).toMatchObject({ ok: true, status: 200, answer: 'still talking' });
    const url = 'http://127.0.0.1:9/';
    await admin.call('PUT /api/exchange/webhooks/:id', { params: { id: hook }, body: { commandId: uuidv7(), url } });
    expect(await test()).toMatchObject({ ok: false, fault: 'unreachable', status: null });
    await admin.call('PUT /api/exchange/webhooks/:id', {
      params: { id: hook },
      body: { commandId: uuidv7(), url: other.url.replace('http:', 'https:') },
    });
    expect(await test()).toMatchObject({ ok: false, fault: 'tls', status: null });
  });
});

describe('an address that takes nothing', () => {
  it('gets one try a minute at most, pauses itself after hours, and the administrators are told', async () => {
    const hook = await addHook();
    for (let n = 0; n < 3; n += 1) await fileReport(world, 0);
    await enqueue();
    for (let n = 0; n < 40; n += 1) other.answers.push({ status: 500 });
    for (let n = 0; n < 12; n += 1) {
      await run(hook);
      house.wait(minute);
    }
    expect(other.received.length).toBeLessThanOrEqual(12);
    const row = async () => (await admin.call('GET /api/exchange/webhooks')).body.rows[0];
    for (let n = 0; n < 30 && !(await row())?.pausedAt; n += 1) {
      await run(hook);
      house.wait(15 * minute);
    }
    expect(await row()).toMatchObject({ pausedWhy: 'failures' });
    const sent = other.received.length;
    await run(hook);
    expect(other.received).toHaveLength(sent);
    const inbox = await admin.call('GET /api/inbox', { query: {} });
    expect(inbox.body.rows.filter(({ title }) => title === '对接推送已暂停：城市平台')).toHaveLength(1);
    other.answers.length = 0;
    const body = { commandId: uuidv7(), paused: false };
    await admin.call('PUT /api/exchange/webhooks/:id', { params: { id: hook }, body });
    const again = { params: { id: hook }, body: { commandId: uuidv7() } };
    expect((await admin.call('POST /api/exchange/webhooks/:id/resend', again)).status).toBe(200);
    await run(hook);
    expect(await list({ webhookId: hook, state: 'sent' })).toHaveLength(3);
  });

  it('is paused only after many tries and much time', () => {
    const now = new Date();
    const since = (hours: number) => new Date(now.getTime() - hours * 60 * minute);
    expect([shouldPause(100, since(2), now), shouldPause(19, since(30), now)]).toEqual([false, false]);
    expect([shouldPause(20, since(3), now), shouldPause(20, null, now)]).toEqual([true, false]);
  });
});

describe('an inner address', () => {
  it('is refused when it is added, changed, and again when it is sent to', async () => {
    for (const [url, code] of [
      ['http://8.8.8.8/hook', 'webhook.inner-address'],
      ['https://10.1.2.3/hook', 'webhook.inner-address'],
      ['https://[::1]/hook', 'webhook.inner-address'],
      ['https://0xa.1/hook', 'webhook.inner-address'],
      ['https://127.0.0.2:5432/', 'webhook.inner-address'],
      ['https://169.254.169.254/latest/meta-data', 'webhook.inner-address'],
      ['https://no-such-host.invalid/', 'webhook.no-such-host'],
      ['ftp://example.org/', 'webhook.bad-url'],
      ['https://user:secret@example.org/', 'webhook.bad-url'],
      ['//example.org/x', 'webhook.bad-url'],
    ] as const) {
      const body = { commandId: uuidv7(), id: uuidv7(), name: 'x', url, areaId: null, moves: [], categories: [] };
      const answer = await admin.call('POST /api/exchange/webhooks', { body });
      expect([url, answer.code]).toEqual([url, code]);
    }
    const hook = await addHook();
    await house.database.owner
      .updateTable('webhooks')
      .set({ url: 'https://127.0.0.2:1/' })
      .where('id', '=', hook)
      .execute();
    await fileReport(world, 0);
    await enqueue();
    await run(hook);
    expect(await list({ webhookId: hook })).toMatchObject([{ lastFault: 'address', lastStatus: null }]);
  });
});
