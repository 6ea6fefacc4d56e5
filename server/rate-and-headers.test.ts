import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { reportBody } from '#testing/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type World } from '#testing/world';
import { buildApp } from './app.ts';

const house = await testHouse();
/** The same behind a proxy with TLS that is trusted. */
const behindProxy = await buildApp(
  { ...house.services, config: { ...house.services.config, trustProxy: true } },
  { strictAnswers: true, distDir: null },
);
const distDir = await mkdtemp(join(tmpdir(), 'gezhi-fronts-'));
let withFronts: FastifyInstance;
let world: World;

beforeAll(async () => {
  world = await makeWorld(house);
  for (const front of ['greeting', 'resident', 'field', 'desk', 'wall']) {
    await mkdir(join(distDir, front, 'assets'), { recursive: true });
    await writeFile(join(distDir, front, 'index.html'), `<!doctype html><title>${front}</title>`);
    await writeFile(join(distDir, front, 'assets', 'main-abcdefgh.js'), 'void 0;');
  }
  await writeFile(join(distDir, '..', 'gezhi-beside-the-fronts.txt'), 'not to be served');
  withFronts = await buildApp(house.services, { strictAnswers: true, distDir });
});
afterAll(async () => {
  await Promise.all([behindProxy.close(), withFronts.close()]);
  await rm(distDir, { recursive: true });
  await rm(join(distDir, '..', 'gezhi-beside-the-fronts.txt'));
});

const credentials = () => ({ login: `operator-${world.district}-0`, password: 'a quiet street 9' });
const filing = (more: Partial<InjectOptions> = {}): InjectOptions => ({
  method: 'POST',
  url: '/api/public/cases',
  payload: reportBody(world, 3),
  ...more,
});

describe('headers', () => {
  test.each([
    ['a JSON answer', '/api/public/districts'],
    ['a refusal', '/api/session'],
    ['an unknown address', '/api/nothing-here'],
    ['a page', '/desk/cases/anything'],
    ['a probe', '/healthz'],
    ['the document', '/openapi.json'],
  ])('of %s fence the browser in and name no server', async (_, url) => {
    const { headers } = await withFronts.inject({ url });
    const policy = String(headers['content-security-policy']);
    for (const part of ["default-src 'self'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'self'"]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'referrer-policy': 'no-referrer',
      'permissions-policy': expect.stringContaining('payment=()'),
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect([headers.server, headers['x-powered-by']]).toEqual([undefined, undefined]);
  });

  test('keep personal answers out of every cache; only hashed assets and signed pictures are kept', async () => {
    const operator = await world.person('operator');
    const of = async (url: string, headers = {}) =>
      String((await withFronts.inject({ url, headers })).headers['cache-control']);
    for (const url of ['/api/session', '/api/cases', '/api/inbox', '/api/accounts', '/api/cases/export?format=csv']) {
      expect([url, await of(url, { cookie: operator.cookie() })]).toEqual([url, 'no-store']);
    }
    expect(await of('/desk/')).toBe('no-cache');
    expect(await of('/desk/assets/main-abcdefgh.js')).toBe('public, max-age=31536000, immutable');
  });
});

describe('cookies', () => {
  const signIn = async (app: FastifyInstance, headers: Record<string, string>) =>
    String(
      (await app.inject({ method: 'POST', url: '/api/session', headers, payload: credentials() })).headers[
        'set-cookie'
      ],
    );

  test('are Secure when the trusted proxy says https, and a stranger cannot say so', async () => {
    const https = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' };
    expect(await signIn(behindProxy, https)).toMatch(/HttpOnly; SameSite=Strict; Secure$/);
    expect(await signIn(behindProxy, { ...https, 'x-forwarded-proto': 'http' })).toMatch(/SameSite=Strict$/);
    expect(await signIn(house.app, https)).toMatch(/HttpOnly; SameSite=Strict$/);
  });
});

describe('requests of other sites', () => {
  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a look-alike', { origin: 'http://localhost.evil.example' }],
    ['another port', { origin: 'http://localhost:81' }],
    ['a browser that says so', { 'sec-fetch-site': 'cross-site' }],
    ['a forwarded host of its own', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
    ['no address at all', { origin: 'nonsense' }],
  ])('are refused: %s', async (_, headers) => {
    const operator = await world.person('operator');
    const answer = await house.app.inject({
      method: 'PUT',
      url: '/api/session/settings',
      headers: { cookie: operator.cookie(), host: 'localhost:80', ...headers } as Record<string, string>,
      payload: { locale: 'en' },
    });
    expect([answer.statusCode, answer.json().code]).toEqual([403, 'request.foreign-origin']);
  });

  test('pass with our own origin, also the one that a trusted proxy forwards', async () => {
    const operator = await world.person('operator');
    const ask = (headers: Record<string, string>) => ({
      method: 'POST' as const,
      url: '/api/inbox/read',
      headers: { cookie: operator.cookie(), ...headers },
      payload: {},
    });
    const own = await house.app.inject(ask({ host: 'gezhi.town', origin: 'http://gezhi.town' }));
    expect(own.statusCode).toBe(200);
    const forwarded = { host: 'inside:8080', origin: 'https://gezhi.town', 'x-forwarded-host': 'gezhi.town' };
    expect((await behindProxy.inject(ask(forwarded))).statusCode).toBe(200);
    expect((await house.app.inject(ask(forwarded))).json().code).toBe('request.foreign-origin');
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'cannot be made by a form: %s is not read, with a body or without one',
    async (type) => {
      const operator = await world.person('operator');
      for (const [url, payload] of [
        ['/api/inbox/read', '{}'],
        [`/api/messages/${uuidv7()}/resend`, '{"a":1}'],
      ] as const) {
        const headers = { cookie: operator.cookie(), 'content-type': type };
        const answer = await house.app.inject({ method: 'POST', url, headers, payload });
        expect([url, answer.statusCode >= 400, answer.json().code]).toEqual([
          url,
          true,
          type.startsWith('multipart') ? expect.any(String) : 'input.not-json',
        ]);
      }
    },
  );
});

describe('limits', () => {
  const from = (device: string, address: string, more: Partial<InjectOptions> = {}) =>
    filing({ headers: { 'x-gezhi-device': device }, remoteAddress: address, ...more });
  /** Each in a cell of its own. */
  const elsewhere = (n: number) => {
    const { lon, lat } = world.pointIn(n % 2 === 0 ? 0 : 1);
    return { point: { lon: lon + ((n % 3) - 1) * 0.0006, lat: lat + ((n % 5) - 2) * 0.0004, accuracy: 5 } };
  };
  const codes = async (sent: InjectOptions[]) => {
    const found: string[] = [];
    for (const one of sent) {
      const answer = await house.app.inject(one);
      found.push(answer.statusCode === 200 ? 'done' : String(answer.json().code));
    }
    return found;
  };

  test('an estate behind one address files on while one device of it is stopped', async () => {
    const flood = Array.from({ length: 25 }, (_, n) =>
      from('one-device', '198.51.100.1', { payload: reportBody(world, 0, { place: elsewhere(n) }) }),
    );
    const answers = await codes(flood);
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'done'));
    expect(new Set(answers.slice(20))).toEqual(new Set(['request.too-many']));
    const neighbours = Array.from({ length: 60 }, (_, n) =>
      from(`neighbour-${n}`, '198.51.100.1', { payload: reportBody(world, 0, { place: elsewhere(n) }) }),
    );
    expect(new Set(await codes(neighbours))).toEqual(new Set(['done']));
    house.wait(600_000);
    expect(await codes([from('one-device', '198.51.100.1')])).toEqual(['done']);
  });

  test('one phone is stopped whatever devices and addresses it comes from, also as "me too"; other phones are not', async () => {
    const body = (n: number, phone: string) => reportBody(world, 0, { place: elsewhere(n), contact: { phone } });
    const flood = Array.from({ length: 22 }, (_, n) =>
      from(`phone-${n}`, `203.0.113.${n}`, { payload: body(n, n % 2 ? '13912345678' : '+86 139-1234-5678') }),
    );
    const answers = await codes(flood);
    expect(answers.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'done'));
    expect(answers.slice(20)).toEqual(['report.phone-busy', 'report.phone-busy']);
    const refused = await house.app.inject(from('again', '203.0.113.99', { payload: body(1, '13912345678') }));
    expect([refused.statusCode, Number(refused.headers['retry-after']) > 0]).toEqual([429, true]);
    expect(refused.json().zh).toContain('12345');
    const id = (await house.app.inject(from('joined', '203.0.113.98', { payload: body(2, '13800000001') }))).json().id;
    const join = { commandId: uuidv7(), district: world.district, contact: { phone: '13912345678' } };
    const joined = from('j', '203.0.113.97', { url: `/api/public/cases/${id}/join`, payload: join });
    expect(await codes([joined])).toEqual(['report.phone-busy']);
  });

  test('one place is stopped at a hundred and says what to do; the next street, joining and staff go on', async () => {
    const at = (n: number, place: 2 | 3) =>
      from(`place-${place}-${n}`, `192.0.2.${n % 200}`, { payload: reportBody(world, place) });
    const answers = await codes(Array.from({ length: 103 }, (_, n) => at(n, 2)));
    expect(answers.filter((code) => code === 'done')).toHaveLength(100);
    expect(answers.slice(100)).toEqual(['report.place-busy', 'report.place-busy', 'report.place-busy']);
    const refused = (await house.app.inject(at(900, 2))).json();
    expect([refused.zh, refused.en]).toEqual([expect.stringContaining('我也遇到'), expect.stringContaining('Me too')]);
    expect(await codes([at(901, 3)])).toEqual(['done']);
    const worker = await world.person('microGridWorker', 2);
    const { commandId, id, body, place, photos } = reportBody(world, 2);
    const own = await worker.call('POST /api/cases', { body: { commandId, id, body, place, photos } });
    expect(own.status).toBe(200);
    house.wait(600_000);
    expect(await codes([at(902, 2)])).toEqual(['done']);
  });

  test('codes go to one phone once a minute, from wherever they are asked for', async () => {
    const ask = (n: number) => ({
      method: 'POST' as const,
      url: '/api/public/phone-codes',
      headers: { 'x-gezhi-device': `code-${n}` },
      remoteAddress: `198.51.100.${n}`,
      payload: { district: world.district, phone: '13700000001' },
    });
    const before = house.sms.length;
    expect(await codes([ask(1), ask(2), ask(3)])).toEqual(['done', 'request.too-many', 'request.too-many']);
    expect(house.sms.length - before).toBe(1);
  });

  test('count the address of the connection, and behind a trusted proxy the last one that it forwards', async () => {
    const ask = (n: number) => ({
      method: 'POST' as const,
      url: '/api/session',
      headers: { 'x-gezhi-device': `spoof-${n}`, 'x-forwarded-for': `10.9.${n >> 8}.${n & 255}, 203.0.113.50` },
      payload: { login: '', password: '' },
    });
    for (const app of [house.app, behindProxy]) {
      const answers = await Promise.all(Array.from({ length: 602 }, (_, n) => app.inject(ask(n))));
      expect(answers.filter((answer) => answer.statusCode === 429)).toHaveLength(2);
    }
  });
});

describe('addresses', () => {
  test.each([
    '/desk/..%2f..%2fgezhi-beside-the-fronts.txt',
    '/desk/%2e%2e/%2e%2e/gezhi-beside-the-fronts.txt',
    '/desk/..%5c..%5cgezhi-beside-the-fronts.txt',
    '/desk/assets/../../../gezhi-beside-the-fronts.txt',
    '/assets/..%2f..%2f..%2fgezhi-beside-the-fronts.txt',
    '/desk//etc/passwd.txt',
    '/desk/%00.html',
    '/desk/.git/config.txt',
  ])('lead nowhere but to the fronts: %s', async (url) => {
    const answer = await withFronts.inject({ url });
    expect([answer.statusCode >= 400 && answer.statusCode < 500, answer.body.includes('not to be served')]).toEqual([
      true,
      false,
    ]);
  });

  test('of photos open with their own signature only', async () => {
    const id = await upload(house, world.district);
    for (const path of [`${id}/orig`, `${id}/..%2forig`, `${id}%2forig/view`, `../${id}/orig`, `${id}/view`]) {
      const answer = await house.app.inject({
        url: `/api/files/${path}?d=${world.district}&e=99999999999&s=${'A'.repeat(43)}`,
      });
      expect([path, answer.statusCode >= 400]).toEqual([path, true]);
    }
  });

  test('name no host that was only asked with: nothing is built from it but the discovery document', async () => {
    const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
    for (const url of ['/api/public/districts', '/', '/desk', '/openapi.json', '/api/session']) {
      const answer = await withFronts.inject({ url, headers });
      expect([url, `${answer.body}${JSON.stringify(answer.headers)}`.includes('evil.example')]).toEqual([url, false]);
    }
  });
});
