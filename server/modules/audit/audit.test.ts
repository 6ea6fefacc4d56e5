import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { type AuditEntry, audit } from './audit.ts';

const house = await testHouse();
let world: World;
let auditor: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  auditor = await world.person('auditAdmin');
});

const write = (entry: Partial<AuditEntry> = {}, district = world.district) =>
  inDistrict(house.database.app, systemScope(district), (tx) =>
    audit(tx, house.services, {
      district,
      accountId: null,
      who: '张三',
      action: 'case.export',
      outcome: 'done',
      ...entry,
    }),
  );
const read = async (query: object = {}, who = auditor) =>
  (await who.call('GET /api/audit', { query: query as never })).body;

describe('the audit log', () => {
  it('is read newest first, page by page, by what was done, who and when', async () => {
    for (let n = 0; n < 7; n += 1) {
      await write({ target: `第${n}次`, purpose: '年报', address: '10.0.0.1' });
      house.wait(1000);
    }
    const all = await read({ action: 'case.export' });
    expect(all.rows.map(({ target }) => target)).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `第${n}次`));
    expect(all.rows[0]).toMatchObject({
      who: '张三',
      login: null,
      purpose: '年报',
      address: '10.0.0.1',
      outcome: 'done',
    });
    const first = await read({ action: 'case.export', limit: 5 });
    const rest = await read({ action: 'case.export', limit: 5, after: first.next });
    expect([...first.rows, ...rest.rows]).toEqual(all.rows);
    expect(rest.next).toBeNull();
    expect((await read({ q: '第3次' })).rows).toHaveLength(1);
    const { at } = all.rows[3] ?? { at: '' };
    expect((await read({ action: 'case.export', from: at })).rows).toHaveLength(4);
    expect((await read({ action: 'case.export', to: at })).rows).toHaveLength(3);
    expect((await read({ accountId: auditor.accountId })).rows[0]).toMatchObject({ login: auditor.login });
    expect((await read({ q: "%' or 1=1 --" })).rows).toEqual([]);
  });

  it('is there when what it tells of was done, and only then', async () => {
    const failing = inDistrict(house.database.app, systemScope(world.district), async (tx) => {
      await audit(tx, house.services, {
        district: world.district,
        accountId: null,
        who: '没做成',
        action: 'case.export',
        outcome: 'done',
      });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect((await read({ q: '没做成' })).rows).toEqual([]);
  });

  it('can be changed or deleted by nobody whom the application is', async () => {
    const { app } = house.database;
    const change = inDistrict(app, systemScope(world.district), (tx) =>
      tx.updateTable('audit_log').set({ who: 'x' }).where('district_id', '=', world.district).execute(),
    );
    await expect(change).rejects.toThrow('permission denied');
    const remove = inDistrict(app, systemScope(world.district), (tx) =>
      tx.deleteFrom('audit_log').where('district_id', '=', world.district).execute(),
    );
    await expect(remove).rejects.toThrow('permission denied');
  });

  it('is for the audit administrator and the supervisor of the whole district; a refused look is written down', async () => {
    expect((await read({}, await world.person('supervisor'))).rows.length).toBeGreaterThan(0);
    for (const role of ['sysAdmin', 'securityAdmin', 'operator', 'leader', 'departmentHandler'] as const) {
      const person = await world.person(role);
      const answer = await person.call('GET /api/audit', { query: {} });
      expect([answer.status, answer.code]).toEqual([403, 'right.missing']);
      const { rows } = await read({ accountId: person.accountId, action: 'right.use' });
      expect(rows).toMatchObject([{ outcome: 'refused', target: 'GET /api/audit', login: person.login }]);
    }
    const admin = await world.person('sysAdmin');
    const security = await world.person('securityAdmin');
    const areaId = await world.areaId(world.codes.community);
    const post = { commandId: uuidv7(), id: uuidv7(), role: 'supervisor' as const, title: '社区督办员', areaId };
    expect((await admin.call('POST /api/posts', { body: post })).status).toBe(200);
    const appoint = {
      params: { id: post.id },
      body: { commandId: uuidv7(), accountId: security.accountId, kind: 'holder' as const },
    };
    expect((await admin.call('POST /api/posts/:id/holders', appoint)).status).toBe(200);
    house.wait(6000);
    expect((await security.call('GET /api/audit', { query: {} })).code).toBe('right.missing');
  });

  it('of another district is another log', async () => {
    const other = await makeWorld(house);
    await write({ who: '外区人' }, other.district);
    expect((await read({ q: '外区人' })).rows).toEqual([]);
    expect((await read({ q: '外区人' }, await other.person('auditAdmin'))).rows).toHaveLength(1);
  });

  it('refuses a spoiled page position', async () => {
    for (const after of ['x', 'WzFd', Buffer.from('["2026","x"]').toString('base64url')]) {
      const answer = await auditor.call('GET /api/audit', { query: { after } });
      expect([answer.status, answer.code]).toEqual([400, 'list.bad-cursor']);
    }
  });
});
