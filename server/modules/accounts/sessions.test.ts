import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '#contract/api';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { createBy, password, signInTo } from './sign-in.test-data.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let auditor: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
  auditor = await world.person('auditAdmin');
});

const create = (login: string, more: Parameters<typeof createBy>[2] = {}) => createBy(admin, login, more);
const signIn = (login: string, word?: string) => signInTo(house, login, word);
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
