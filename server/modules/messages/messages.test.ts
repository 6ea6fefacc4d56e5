import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { startWorker } from '#kernel/jobs';
import { gatewaysOf, smtpGateway } from '#kernel/mail';
import type { Gateway } from '#kernel/services';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { tasksOf } from '../../app.ts';
import { attemptsAllowed, deliverMessage } from './deliver-message.job.ts';
import { cancelMessages, enqueueMessage, type Outgoing } from './enqueue-message.ts';

const house = await testHouse();
const { services } = house;
let world: World;
let worker: Person;
let operator: Person;
let root: string;

beforeAll(async () => {
  world = await makeWorld(house);
  [worker, operator] = await Promise.all([world.person('microGridWorker', 0), world.person('operator', 0)]);
  root = `${world.codes.root}/`;
  const admin = await world.person('sysAdmin');
  const change = { params: { id: worker.accountId }, body: { commandId: uuidv7(), email: 'worker@example.org' } };
  expect((await admin.call('PUT /api/accounts/:id', change)).status).toBe(200);
});

const minute = 60_000;
const inWorld = <T>(work: Parameters<typeof inDistrict<T>>[2]) =>
  inDistrict(house.database.app, systemScope(world.district), work);

function message(more: Partial<Outgoing> = {}): Outgoing {
  return {
    district: world.district,
    caseId: null,
    areaPath: root,
    template: 'case.arrived',
    params: { no: 'TS1', title: '路灯不亮', area: '第1微网格', seq: 1 },
    delaySeconds: 0,
    to: { accountId: worker.accountId },
    ...more,
  };
}
/** Enqueues and gives back the ids of the rows that are to be sent by a gateway. */
async function enqueue(more: Partial<Outgoing> = {}): Promise<string[]> {
  const from = services.ids();
  await inWorld((tx) => enqueueMessage(services, tx, message(more)));
  const rows = await house.database.owner
    .selectFrom('messages')
    .select('id')
    .where('district_id', '=', world.district)
    .where('id', '>', from)
    .where('state', '=', 'queued')
    .execute();
  return rows.map(({ id }) => id);
}
async function stateOf(id: string) {
  return house.database.owner.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}
const deliver = (id: string) => deliverMessage(services, world.district, id);
function useEmail(gateway: Gateway) {
  Object.assign(services.gateways, { email: gateway });
}
const inbox = async (who = worker, query = {}) => (await who.call('GET /api/inbox', { query })).body;
type Rows = Answer<'GET /api/messages'>['rows'];

describe('the inbox', () => {
  it('has what was told, newest first, until it is read', async () => {
    await enqueue({ params: { title: '第一件', no: 'TS1' } });
    await enqueue({ template: 'case.overdue', params: { title: '第二件', no: 'TS2', area: '甲' } });
    const first = await inbox();
    expect(first.rows.map(({ title }) => title)).toEqual(['已超时：第二件', '新上报：第一件']);
    expect(first).toMatchObject({ unread: 2, rows: [{ caseNo: 'TS2', readAt: null }, {}] });
    const paged = await inbox(worker, { limit: 1 });
    expect((await inbox(worker, { limit: 1, after: paged.next })).rows).toMatchObject([{ title: '新上报：第一件' }]);
    const [newest] = first.rows;
    await worker.call('POST /api/inbox/read', { body: { id: newest?.id ?? '' } });
    expect((await inbox()).unread).toBe(1);
    expect((await operator.call('POST /api/inbox/read', { body: { id: newest?.id ?? '' } })).code).toBe(
      'message.unknown',
    );
    await worker.call('POST /api/inbox/read', { body: {} });
    expect((await inbox()).unread).toBe(0);
    expect((await inbox(operator)).rows).toEqual([]);
  });

  it('speaks the language of its owner', async () => {
    await enqueue({ params: { title: 'Lamp', no: 'TS3' } });
    await worker.call('PUT /api/session/settings', { body: { locale: 'en' } });
    expect((await inbox()).rows[0]?.title).toBe('New report: Lamp');
    await worker.call('PUT /api/session/settings', { body: { locale: 'zh-CN' } });
  });
});

describe('e-mail by SMTP', () => {
  const received: { to: string; text: string }[] = [];
  let refusing = 0;
  let url = '';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => {
      refusing -= 1;
      done(refusing >= 0 ? Object.assign(new Error('mailbox busy'), { responseCode: 450 }) : null);
    },
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        received.push({ to: session.envelope.rcptTo[0]?.address ?? '', text: Buffer.concat(parts).toString() });
        done();
      });
    },
  });
  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
    useEmail(smtpGateway(url, 'Gezhi <gezhi@town.example>'));
    // Those of the tests before.
    await house.database.owner
      .updateTable('messages')
      .set({ state: 'cancelled' })
      .where('state', '=', 'queued')
      .execute();
  });
  afterAll(() => new Promise<void>((closed) => server.close(() => closed())));

  it('arrives by the job that the transaction enqueued, once', async () => {
    const worker2 = await startWorker(house.database, tasksOf(services), { concurrency: 2, log: services.log });
    try {
      const [id = ''] = await enqueue({ params: { title: '邮件\r\nBcc: all@example.org', no: 'TS5', area: '甲' } });
      for (let n = 0; n < 100 && received.length === 0; n += 1) await sleep(100);
      expect(received).toHaveLength(1);
      expect(received[0]?.to).toBe('worker@example.org');
      expect(received[0]?.text).toContain(`Message-ID: <${id}@town.example>`);
      expect(received[0]?.text).not.toMatch(/^Bcc/m);
      for (let n = 0; n < 50 && (await stateOf(id)).state !== 'sent'; n += 1) await sleep(50);
      await deliver(id);
      expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1, last_error: null });
      expect(received).toHaveLength(1);
    } finally {
      await worker2.stop();
    }
  });

  it('is tried again, later each time, until it goes', async () => {
    received.length = 0;
    refusing = 2;
    const [id = ''] = await enqueue({ params: { title: '再试', no: 'TS6', area: '甲' } });
    await deliver(id);
    const failed = await stateOf(id);
    expect(failed).toMatchObject({ state: 'failed', attempts: 1 });
    expect(failed.last_error).toContain('mailbox busy');
    expect(failed.last_error).not.toContain('worker@example.org');
    await deliver(id);
    expect((await stateOf(id)).attempts).toBe(1);
    house.wait(minute + 1000);
    await deliver(id);
    expect((await stateOf(id)).attempts).toBe(2);
    house.wait(minute + 1000);
    await deliver(id);
    expect((await stateOf(id)).attempts).toBe(2);
    house.wait(minute);
    await deliver(id);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 3 });
    expect(received).toHaveLength(1);
  });

  it('is sent by one of several workers that look at the same moment', async () => {
    received.length = 0;
    const [id = ''] = await enqueue({ params: { title: '同时', no: 'TS7', area: '甲' } });
    await Promise.all([deliver(id), deliver(id), deliver(id)]);
    expect(received).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
  });

  it('gets stuck after eight tries, is shown to a person, and goes when sent again', async () => {
    received.length = 0;
    useEmail({ missing: () => null, send: () => Promise.reject(new Error('connect ECONNREFUSED')) });
    const [id = ''] = await enqueue({ params: { title: '卡住', no: 'TS8', area: '甲' } });
    for (let n = 0; n < attemptsAllowed + 2; n += 1) {
      await deliver(id);
      house.wait(65 * minute);
    }
    expect(await stateOf(id)).toMatchObject({ state: 'stuck', attempts: attemptsAllowed, next_at: null });
    const listed: Rows = (await operator.call('GET /api/messages', { query: { state: 'stuck' } })).body.rows;
    expect(listed.find((row) => row.id === id)).toMatchObject({
      to: 'microGridWorker0 w***@example.org',
      channel: 'email',
      title: '新上报：卡住',
      lastError: 'connect ECONNREFUSED',
      caseNo: 'TS8',
    });
    const resend = (who: Person) => who.call('POST /api/messages/:id/resend', { params: { id } });
    expect((await resend(worker)).code).toBe('right.missing');
    const elsewhere = await (await makeWorld(house)).person('operator', 0);
    expect((await resend(elsewhere)).code).toBe('message.unknown');
    useEmail(smtpGateway(url, 'gezhi@town.example'));
    expect((await resend(operator)).status).toBe(200);
    await deliver(id);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(received).toHaveLength(1);
    expect((await resend(operator)).status).toBe(200);
    expect((await stateOf(id)).state).toBe('sent');
  });

  it('without a server says so and goes to the stuck list at once', async () => {
    const quiet = { info: () => undefined };
    const none = gatewaysOf({ smtpUrl: null, mailFrom: 'x@y', sms: null }, quiet);
    useEmail(none.email);
    const [id = ''] = await enqueue({ params: { title: '无服务器', no: 'TS9', area: '甲' } });
    await deliver(id);
    expect(await stateOf(id)).toMatchObject({ state: 'stuck', attempts: 1 });
    expect((await stateOf(id)).last_error).toContain('GEZHI_SMTP_URL');
  });

  it('of which the process died while sending is sent after the lease', async () => {
    received.length = 0;
    let dying = true;
    const real = smtpGateway(url, 'gezhi@town.example');
    useEmail({ missing: () => null, send: (mail) => (dying ? new Promise(() => undefined) : real.send(mail)) });
    const [id = ''] = await enqueue({ params: { title: '中断', no: 'TS10', area: '甲' } });
    void deliver(id);
    for (let n = 0; n < 100 && (await stateOf(id)).attempts === 0; n += 1) await sleep(20);
    dying = false;
    await deliver(id);
    expect(received).toHaveLength(0);
    house.wait(3 * minute + 1000);
    await deliver(id);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 2 });
  });
});

describe('the undo window', () => {
  it('passes before anything is told; what is taken back in it was never told', async () => {
    const caseId = uuidv7();
    const [app = '', email = ''] = await enqueue({
      caseId,
      delaySeconds: 10,
      params: { title: '撤', no: 'TS4', seq: 4 },
    });
    await deliver(app);
    expect(await stateOf(app)).toMatchObject({ state: 'queued', attempts: 0 });
    await inWorld((tx) => cancelMessages(world.district, caseId, 5).execute(tx));
    expect((await stateOf(app)).state).toBe('queued');
    await inWorld((tx) => cancelMessages(world.district, caseId, 4).execute(tx));
    house.wait(11_000);
    await deliver(app);
    expect([(await stateOf(app)).state, (await stateOf(email)).state]).toEqual(['cancelled', 'cancelled']);
    expect((await inbox()).rows.some(({ title }) => title.includes('撤'))).toBe(false);
  });
});

describe('messages to a reporter', () => {
  it('go to the phone by text, which lists show masked only', async () => {
    const report = {
      id: uuidv7(),
      commandId: uuidv7(),
      district: world.district,
      body: '楼道堆物,过不去人',
      place: { areaId: await world.areaId(world.codes.microGrids[0]) },
      photos: [],
      contact: { name: '陈晓明', phone: '13812342071' },
    };
    expect((await world.public('POST /api/public/cases', { body: report })).status).toBe(200);
    const accept = { params: { id: report.id }, body: { commandId: uuidv7(), move: 'accept' as const } };
    expect((await worker.call('POST /api/cases/:id/moves', accept)).status).toBe(200);
    const row = await house.database.owner
      .selectFrom('messages')
      .select(['id', 'params'])
      .where('case_id', '=', report.id)
      .where('channel', '=', 'sms')
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(row.params)).not.toMatch(/13812342071|陈晓明/);
    house.wait(11_000);
    await deliver(row.id);
    expect(house.sms.at(-1)).toMatchObject({ to: '13812342071', title: '已受理' });
    const listed: Rows = (await operator.call('GET /api/messages', { query: {} })).body.rows;
    expect(listed.find(({ id }) => id === row.id)).toMatchObject({ to: '138****2071', channel: 'sms', state: 'sent' });
    expect((await worker.call('GET /api/messages')).code).toBe('right.missing');
  });
});
