import { Writable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { connect } from '#kernel/bootstrap';
import { openLog } from '#kernel/log';
import { fileReport, moved } from '#testing/cases';
import { attacksOn } from '#testing/hostile/attacks';
import { type Estate, makeEstate } from '#testing/hostile/estate';
import { operations } from '#testing/hostile/operations';
import { asPerson, asPublic } from '#testing/hostile/who';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';

/** The whole log at its most talkative, of everything that is done in this file. */
let log = '';
const house = await testHouse({
  env: { GEZHI_WEBHOOK_NETWORKS: '127.0.0.0/8' },
  logTo: new Writable({
    write(chunk: Buffer, _, done) {
      log += chunk.toString();
      done();
    },
  }),
});
let estate: Estate;
beforeAll(async () => {
  estate = await makeEstate(house);
});

const reporter = { name: '欧阳测试', phone: '13912345678' };
const words = '幸福路 88 号院 3 单元的路灯三天没亮';
const address = '幸福路 88 号院 3 单元 501';
/** What was shown or said in the course of the tests and must not stand in the log. */
const secrets = new Map<string, string>([
  ['phone', reporter.phone],
  ['phone with spaces', '139 1234 5678'],
  ['name', reporter.name],
  ['words of a report', '三天没亮'],
  ['address', '88 号院'],
  ['password', 'a quiet street 9'],
  ['master key', Buffer.alloc(32, 7).toString('base64')],
  ['master key in hex', Buffer.alloc(32, 7).toString('hex')],
]);
const failures = () => log.split('\n').filter((line) => line.includes('"level":50'));

describe('the log', () => {
  test('of a case from the report to the contact read by staff', async () => {
    const { world } = estate;
    const photo = await upload(house, world.district, 77);
    const place = { point: world.pointIn(0), text: address };
    const filed = await fileReport(world, 0, {
      body: words,
      contact: reporter,
      place,
      photos: [{ id: photo, kind: 'before' }],
    });
    secrets.set('tracking token', filed.token);
    const operator = await world.person('operator');
    await operator.call('GET /api/session');
    secrets.set('cookie', operator.cookie().split('.').at(-1) ?? '');
    secrets.set('key of a peer', estate.peer.key);
    await moved(operator, filed.id, { move: 'accept', note: `打电话给 ${reporter.phone}` });
    const contact = await operator.call('POST /api/cases/:id/contact', {
      params: { id: filed.id },
      body: { purpose: '核实' },
    });
    expect(contact.body).toEqual(reporter);
    await world.public('GET /api/public/track/:token', { params: { token: filed.token } });
    await operator.call('GET /api/cases', { query: { q: reporter.phone } });
    await world.public('POST /api/public/phone-codes', { body: { phone: reporter.phone, district: world.district } });
    const code = /\d{6}/.exec(house.sms.at(-1)?.body ?? '')?.[0] ?? '';
    expect(code).toHaveLength(6);
    secrets.set('code', `"${code}"`);
    const proof = { phone: reporter.phone, code, district: world.district };
    const found = await world.public('POST /api/public/phone-reports', { body: proof });
    expect(found.body.rows).toHaveLength(1);
    await house.app.inject({ url: `/open311/v2/requests.json?api_key=${estate.peer.key}` });
    await house.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: reporter.name, password: 'a quiet street 9' },
    });
  });

  test('of hostile input', async () => {
    const wanted = ['POST /api/public/cases', 'POST /api/session', 'GET /api/cases', 'GET /api/files/{id}/{size}'];
    const operator = asPerson(house, await estate.world.person('operator'));
    for (const operation of operations().filter(({ route }) => wanted.includes(route))) {
      const send = operation.access === 'session' ? operator : asPublic(house);
      const attacks = attacksOn({ operation, base: estate.baseOf(operation), foreign: [] });
      for (const attack of attacks.filter((_, n) => n % 5 === 0)) await send(attack());
    }
    expect(log.split('\n').filter((line) => line && !line.startsWith('{"level":'))).toEqual([]);
  });

  test('of what broke: the database quotes rows, gateways quote their recipients, addresses hold tokens', async () => {
    const { world } = estate;
    const before = failures().length;
    const owner = await connect(house.database.superUrl);
    try {
      await owner.query('alter table app.cases add constraint broken check (length(body) < 1) not valid');
      const report = { id: uuidv7(), commandId: uuidv7(), district: world.district, body: words, contact: reporter };
      const broken = await world.phone()('POST /api/public/cases', {
        body: { ...report, place: { point: world.pointIn(1), text: address }, photos: [] },
      });
      expect(broken.code).toBe('server.unexpected');
      await owner.query('alter table app.cases drop constraint broken');
      await owner.query('alter table app.case_steps rename to case_steps_gone');
      const token = secrets.get('tracking token') ?? '';
      expect((await world.public('GET /api/public/track/:token', { params: { token } })).status).toBe(500);
      await owner.query('alter table app.case_steps_gone rename to case_steps');
    } finally {
      await owner.end();
    }
    const { sms } = house.services.gateways;
    house.services.gateways.sms = {
      missing: () => null,
      send: async ({ to, body }) => {
        throw Object.assign(new Error(`550 <${to}@sms.example> ${to} refused "${body}"`), {
          recipient: to,
          cause: new Error(to),
        });
      },
    };
    house.wait(90_000);
    const refused = await world.public('POST /api/public/phone-codes', {
      body: { phone: reporter.phone, district: world.district },
    });
    house.services.gateways.sms = sms;
    expect(refused.code).toBe('server.unavailable');
    // The gateway's own words, and then the refusal that came of them.
    expect(failures().length - before).toBe(4);
  });

  test('holds none of it', () => {
    expect(log.length).toBeGreaterThan(1000);
    const found = [...secrets].filter(([, secret]) => secret === '' || log.includes(secret)).map(([name]) => name);
    expect(found).toEqual([]);
    expect(log).not.toMatch(/(?<![\w-])1[3-9]\d{9}(?![\w-])/);
  });

  test('tells what broke, where in the program and on which route, with the number that the person was told', () => {
    const [row, table] = failures().map(
      (line) => JSON.parse(line) as Record<string, { code?: string; constraint?: string; stack?: string }>,
    );
    expect(row).toMatchObject({ route: 'POST /api/public/cases', err: { code: '23514', constraint: 'broken' } });
    expect(table).toMatchObject({ route: 'GET /api/public/track/:token', err: { code: '42P01' } });
    expect(table?.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(table?.err?.stack).toContain('track-case.ts');
  });
});

test('nothing but plain words of an error is written, whatever hangs on it', () => {
  const lines: string[] = [];
  const to = new Writable({
    write(chunk: Buffer, _, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const driver = Object.assign(new Error('invalid input syntax for type uuid: "陈某 138 0013 8000"'), {
    detail: 'Failing row contains (13800138000)',
    parameters: ['13800138000'],
    code: '22P02',
  });
  openLog('info', to).error({ err: new AggregateError([driver, 'thrown 13800138000'], 'to a@b.cn') }, 'broke');
  expect(lines.join('')).toContain('22P02');
  expect(lines.join('')).not.toMatch(/138|陈某|a@b/);
});
