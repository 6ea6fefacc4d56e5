import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
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
