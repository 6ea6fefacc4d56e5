import fc from 'fast-check';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '#contract/api';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { needGoodPassword } from './passwords.ts';
import { readPhone } from './read-contact.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let auditor: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
  auditor = await world.person('auditAdmin');
});

const password = 'seven grey herons';
async function create(
  login: string,
  more: Partial<{ name: string; phone: string; email: string; password: string }> = {},
) {
  const body = { commandId: uuidv7(), id: uuidv7(), login, name: '陈晓明', password, ...more };
  return { body, answer: await admin.call('POST /api/accounts', { body }) };
}
async function signIn(login: string, word = password, headers: Record<string, string> = {}) {
  const answer = await house.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { login, password: word },
    headers: { 'x-gezhi-device': uuidv7(), ...headers },
  });
  const [cookie] = answer.cookies;
  const session = cookie?.value ?? '';
  const read = (method: 'GET' | 'DELETE' | 'PUT', url: string, payload?: object) =>
    house.app.inject({ method, url, headers: { cookie: `gezhi_session=${session}` }, ...(payload && { payload }) });
  return { status: answer.statusCode, body: answer.json(), header: String(answer.headers['set-cookie'] ?? ''), read };
}
const lines = async (query: object) => (await auditor.call('GET /api/audit', { query: query as never })).body.rows;

describe('a session', () => {
  it('begins with the password and tells posts and rights', async () => {
    const answer = await signIn(`operator-${world.district}-0`, 'a quiet street 9');
    expect(answer.status).toBe(200);
    const me = answer.body as Answer<'GET /api/session'>;
    expect(me.posts.map(({ role, deputy }) => [role, deputy])).toEqual([['operator', false]]);
    expect(me.abilities).toContain('case.dispatch');
    expect(me.abilities).not.toContain('account.edit');
    expect(answer.header).toMatch(
      /^gezhi_session=\d+\.[0-9a-f-]{36}\.[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
    );
    expect((await answer.read('GET', '/api/session')).json()).toEqual(me);
  });

  it('is stored as a hash only, and ends on signing out', async () => {
    const login = 'ends.on.signing.out';
    await create(login);
    const { read, header } = await signIn(login);
    const [, id, secret] = /gezhi_session=\d+\.([^.]+)\.([\w-]+)/.exec(header) ?? [];
    const row = await house.database.owner
      .selectFrom('sessions')
      .selectAll()
      .where('id', '=', id ?? '')
      .executeTakeFirst();
    expect(row?.secret_hash).toHaveLength(32);
    expect(JSON.stringify(row)).not.toContain(secret);
    expect((await read('DELETE', '/api/session')).statusCode).toBe(200);
    expect((await read('GET', '/api/session')).json().code).toBe('session.required');
  });

  it.each([
    '',
    'x',
    '1.2.3',
    `510001.${uuidv7()}.${'A'.repeat(43)}`,
    `999999999.${uuidv7()}.${'A'.repeat(43)}`,
    "510001.' or 1=1.x",
  ])('does not begin with the cookie %s', async (cookie) => {
    const headers = { cookie: `gezhi_session=${cookie}` };
    const answer = await house.app.inject({ method: 'GET', url: '/api/session', headers });
    expect([answer.statusCode, answer.json().code]).toEqual([401, 'session.required']);
  });

  it('of another district is not taken over by changing the number in front', async () => {
    const { header } = await signIn(`operator-${world.district}-0`, 'a quiet street 9');
    const other = await makeWorld(house);
    const [, value = ''] = /gezhi_session=([^;]+)/.exec(header) ?? [];
    const headers = { cookie: `gezhi_session=${value.replace(String(world.district), String(other.district))}` };
    expect((await house.app.inject({ method: 'GET', url: '/api/session', headers })).statusCode).toBe(401);
  });

  it('is marked Secure behind https', async () => {
    const secure = { ...house.services.config, publicUrl: 'https://gezhi.example' };
    const before = house.services.config;
    Object.assign(house.services, { config: secure });
    const { header } = await signIn(`operator-${world.district}-0`, 'a quiet street 9');
    Object.assign(house.services, { config: before });
    expect(header).toMatch(/; Secure$/);
  });

  it('keeps language and type size', async () => {
    await create('large.type');
    const { read } = await signIn('large.type');
    await read('PUT', '/api/session/settings', { locale: 'en', largeType: true });
    expect((await read('GET', '/api/session')).json()).toMatchObject({ locale: 'en', largeType: true });
  });
});

describe('the password', () => {
  it('is changed with the old one, and signs other devices out', async () => {
    await create('changes.password');
    const here = await signIn('changes.password');
    const there = await signIn('changes.password');
    const wrong = await here.read('PUT', '/api/session/password', { old: 'not this one', new: 'eight white geese' });
    expect(wrong.json().code).toBe('session.wrong-password');
    const weak = await here.read('PUT', '/api/session/password', { old: password, new: 'password123' });
    expect(weak.json().code).toBe('account.weak-password');
    const done = await here.read('PUT', '/api/session/password', { old: password, new: 'eight white geese' });
    expect(done.statusCode).toBe(200);
    expect((await here.read('GET', '/api/session')).statusCode).toBe(200);
    expect((await there.read('GET', '/api/session')).statusCode).toBe(401);
    expect((await signIn('changes.password')).status).toBe(401);
    expect((await signIn('changes.password', 'eight white geese')).status).toBe(200);
  });

  it.each([
    'short',
    'password12',
    'Password2024!',
    '1234567890',
    '0987654321',
    '13812342071',
    'abcdefghijk',
    'aaaaaaaaaaaa',
    '121212121212',
    'qwertyuiop1',
    'wang.worker',
    'xWang.Worker1',
    'woaini520520',
    'gezhi20242024',
  ])('%s is too weak', (word) => expect(() => needGoodPassword(word, 'wang.worker')).toThrow('account.weak-password'));
  it.each(['seven grey herons', '春眠不觉晓处处闻啼鸟', 'T7#vq9Lm2x', 'gezhi-demo'])('%s is good enough', (word) =>
    expect(() => needGoodPassword(word, 'wang.worker')).not.toThrow(),
  );

  it('is nowhere to be found, not in the accounts, not in the commands', async () => {
    const { body } = await create('nowhere.found', { password: 'unfindable heron 5' });
    const { owner } = house.database;
    const account = await owner.selectFrom('accounts').selectAll().where('id', '=', body.id).executeTakeFirstOrThrow();
    expect(account.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const commands = await owner.selectFrom('commands').selectAll().where('id', '=', body.commandId).execute();
    expect(JSON.stringify([account, commands])).not.toContain('unfindable');
  });
});

describe('lock-out', () => {
  it('comes with the fifth wrong try, even of twenty at once, and goes after fifteen minutes', async () => {
    await create('locked.out');
    const tries = await Promise.all(Array.from({ length: 20 }, () => signIn('locked.out', 'not the password')));
    const codes = tries.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'session.wrong-password')).toHaveLength(5);
    expect(codes.filter((code) => code === 'session.locked')).toHaveLength(15);
    const locked = await signIn('locked.out');
    expect([locked.status, locked.body.code]).toEqual([423, 'session.locked']);
    expect(locked.body.zh).toContain('15 分钟');
    house.wait(15 * 60_000 + 1000);
    expect((await signIn('locked.out', 'not the password')).body.code).toBe('session.wrong-password');
    expect((await signIn('locked.out')).status).toBe(200);
  });

  it('is lifted by an administrator, and a right password starts the count anew', async () => {
    const { body } = await create('lifted.lock');
    for (let n = 0; n < 4; n += 1) await signIn('lifted.lock', 'wrong');
    expect((await signIn('lifted.lock')).status).toBe(200);
    for (let n = 0; n < 5; n += 1) await signIn('lifted.lock', 'wrong');
    expect((await signIn('lifted.lock')).body.code).toBe('session.locked');
    const list = await admin.call('GET /api/accounts', { query: { q: 'lifted.lock' } });
    expect(list.body.rows[0]?.lockedUntil).not.toBeNull();
    const unlock = { params: { id: body.id }, body: { commandId: uuidv7() } };
    expect((await admin.call('POST /api/accounts/:id/unlock', unlock)).status).toBe(200);
    expect((await signIn('lifted.lock')).status).toBe(200);
  });

  it('answers an unknown login like a wrong password, with the same work', async () => {
    const time = async (login: string) => {
      const from = performance.now();
      expect((await signIn(login, 'wrong')).body.code).toBe('session.wrong-password');
      return performance.now() - from;
    };
    await time('nobody.at.all');
    await create('somebody.here');
    const [known, unknown] = [await time('somebody.here'), await time('nobody.at.all')];
    // argon2 is most of both; without it the unknown one takes a twentieth.
    expect(unknown).toBeGreaterThan(known / 4);
  });

  it('leaves lines in the log: refused and done', async () => {
    await create('leaves.lines', { name: '林留痕' });
    await signIn('leaves.lines', 'wrong');
    await signIn('leaves.lines');
    const found = await lines({ q: '林留痕', action: 'session.sign-in' });
    expect(found.map(({ outcome, detail }) => [outcome, detail])).toEqual([
      ['done', null],
      ['refused', 'wrong password'],
    ]);
  });
});

describe('accounts', () => {
  it('are found by name, login, whole phone and its last four digits; phone and e-mail are masked', async () => {
    const { answer } = await create('ouyang.mei', {
      name: '欧阳美',
      phone: '+86 138-1234-2071',
      email: 'mei@example.org',
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ phone: '138****2071', email: 'm***@example.org', posts: [] });
    for (const q of ['欧阳', 'OuYang', '13812342071', '2071']) {
      const { body } = await admin.call('GET /api/accounts', { query: { q } });
      expect(body.rows.map(({ login }) => login)).toEqual(['ouyang.mei']);
    }
    const none = await admin.call('GET /api/accounts', { query: { q: '%' } });
    expect(none.body.rows).toEqual([]);
    const stored = await house.database.owner
      .selectFrom('accounts')
      .selectAll()
      .where('login', '=', 'ouyang.mei')
      .executeTakeFirst();
    expect(stored?.phone_cipher?.includes('13812342071')).toBe(false);
  });

  it('come page by page, each once', async () => {
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await admin.call('GET /api/accounts', { query: { limit: 4, ...(after && { after }) } });
      seen.push(...body.rows.map(({ id }) => id));
      after = body.next ?? undefined;
    } while (after);
    const all = await admin.call('GET /api/accounts', { query: { limit: 200 } });
    expect(seen).toEqual(all.body.rows.map(({ id }) => id));
    expect(new Set(seen).size).toBe(seen.length);
    for (const bad of ['x', Buffer.from('["a","b"]').toString('base64url'), Buffer.from('[1]').toString('base64url')]) {
      expect((await admin.call('GET /api/accounts', { query: { after: bad } })).code).toBe('list.bad-cursor');
    }
  });

  it('refuse a taken login in any district, a wrong phone, e-mail or login', async () => {
    await create('taken.login');
    expect((await create('TAKEN.login')).answer.code).toBe('account.login-taken');
    expect((await create('bad.phone', { phone: '12345' })).answer.code).toBe('phone.invalid');
    expect((await create('bad.mail', { email: 'a@b' })).answer.code).toBe('input.invalid');
    expect((await create('bad login', {})).answer.code).toBe('input.invalid');
    expect((await create('weak.word', { password: 'aaaaaaaaaa' })).answer.code).toBe('account.weak-password');
  });

  it('are created once for one command, and the command id is not for another', async () => {
    const { body, answer } = await create('created.once');
    const again = await admin.call('POST /api/accounts', { body });
    expect(again.body).toEqual(answer.body);
    const other = await admin.call('POST /api/accounts', { body: { ...body, password: 'another password 1' } });
    expect([other.status, other.code]).toEqual([409, 'command.reused']);
  });

  it('once disabled are out at once, and back when enabled', async () => {
    const { body } = await create('comes.and.goes');
    const { read } = await signIn('comes.and.goes');
    expect((await read('GET', '/api/session')).statusCode).toBe(200);
    const turn = (disabled: boolean) =>
      admin.call('PUT /api/accounts/:id', { params: { id: body.id }, body: { commandId: uuidv7(), disabled } });
    expect((await turn(true)).body.disabledAt).not.toBeNull();
    expect((await read('GET', '/api/session')).statusCode).toBe(401);
    expect((await signIn('comes.and.goes')).body.code).toBe('session.disabled');
    await turn(false);
    expect((await signIn('comes.and.goes')).status).toBe(200);
  });

  it('are read and changed by right only; the refusal is on record', async () => {
    const worker = await world.person('microGridWorker', 0);
    expect((await worker.call('GET /api/accounts')).code).toBe('right.missing');
    const operator = await world.person('operator', 0);
    expect((await operator.call('GET /api/accounts', { query: {} })).status).toBe(200);
    const body = { commandId: uuidv7(), id: uuidv7(), login: 'not.allowed', name: 'x', password };
    expect((await operator.call('POST /api/accounts', { body })).code).toBe('right.missing');
    const refused = await lines({ action: 'right.use' });
    expect(refused.map(({ target }) => target)).toEqual(
      expect.arrayContaining(['GET /api/accounts', 'POST /api/accounts']),
    );
    const own = await admin.call('PUT /api/accounts/:id', {
      params: { id: admin.accountId },
      body: { commandId: uuidv7(), disabled: true },
    });
    expect(own.code).toBe('right.missing');
  });

  it('of another district do not exist', async () => {
    const other = await makeWorld(house);
    const stranger = await other.person('microGridWorker', 0);
    const change = { params: { id: stranger.accountId }, body: { commandId: uuidv7(), name: 'x' } };
    expect((await admin.call('PUT /api/accounts/:id', change)).code).toBe('account.unknown');
    const unlock = { params: { id: stranger.accountId }, body: { commandId: uuidv7() } };
    expect((await admin.call('POST /api/accounts/:id/unlock', unlock)).code).toBe('account.unknown');
    const found = await admin.call('GET /api/accounts', { query: { q: stranger.login } });
    expect(found.body.rows).toEqual([]);
  });
});

describe('time ends a session', () => {
  it('after twelve idle hours, and after thirty days in any case', async () => {
    await create('idle.hours');
    const { read } = await signIn('idle.hours');
    house.wait(11 * 3600_000);
    expect((await read('GET', '/api/session')).statusCode).toBe(200);
    house.wait(11 * 3600_000);
    expect((await read('GET', '/api/session')).statusCode).toBe(200);
    house.wait(12 * 3600_000 + 6000);
    expect((await read('GET', '/api/session')).statusCode).toBe(401);
    const again = await signIn('idle.hours');
    for (let n = 0; n < 65; n += 1) {
      house.wait(11 * 3600_000);
      await again.read('GET', '/api/session');
    }
    house.wait(6 * 3600_000);
    expect((await again.read('GET', '/api/session')).statusCode).toBe(401);
  });
});

describe('a phone', () => {
  it('is read from however it is typed', () => {
    const marks = fc.constantFrom('', ' ', '-', '  ');
    const head = fc.constantFrom('', '+86', '+86 ', '0086');
    fc.assert(
      fc.property(fc.integer({ min: 13000000000, max: 19999999999 }), marks, head, (number, mark, before) => {
        const text = String(number);
        const typed = `${before}${text.slice(0, 3)}${mark}${text.slice(3, 7)}${mark}${text.slice(7)}`;
        expect(readPhone(typed)).toBe(text);
      }),
      { seed: 7 },
    );
    for (const bad of ['', '110', '12345678901', '138123420711', '1381234207a', '+1 13812342071']) {
      expect(() => readPhone(bad)).toThrow('phone.invalid');
    }
  });
});
