import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { addAccount } from '#modules/accounts';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { postsTasks } from './duty.job.ts';
import { actorPosts } from './find-people.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let security: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  [admin, security] = await Promise.all([world.person('sysAdmin'), world.person('securityAdmin')]);
});

type Post = Answer<'GET /api/posts'>['rows'][number];
const hour = 3600_000;
const at = (ms: number) => new Date(house.services.clock().getTime() + ms).toISOString();
const inWorld = <T>(work: Parameters<typeof inDistrict<T>>[2], w = world) =>
  inDistrict(house.database.app, systemScope(w.district), work);

async function newPerson(name: string, w = world): Promise<string> {
  const login = `person-${uuidv7()}`;
  return addAccount(house.services, { district: w.district, login, name, password: 'a quiet street 9' });
}
async function postsOfRole(role: Post['role'], code?: string, w = world): Promise<Post[]> {
  const query = { role, below: true, areaId: await w.areaId(code ?? w.codes.root) };
  return (await (await w.person('sysAdmin')).call('GET /api/posts', { query })).body.rows;
}
async function workerPost(n: 0 | 1 | 2 | 3, w = world): Promise<Post> {
  const [post] = await postsOfRole('microGridWorker', w.codes.microGrids[n], w);
  if (!post) throw new Error('no worker');
  return post;
}
const appoint = (postId: string, accountId: string, kind: 'holder' | 'deputy', more: object = {}, by = admin) =>
  by.call('POST /api/posts/:id/holders', {
    params: { id: postId },
    body: { commandId: uuidv7(), accountId, kind, ...more },
  });
const end = (postId: string, holderId: string, by = admin) =>
  by.call('DELETE /api/posts/:id/holders/:holderId', { params: { id: postId, holderId } });
const leave = (accountId: string, from: string, to: string, by = admin) =>
  by.call('POST /api/leaves', { body: { commandId: uuidv7(), id: uuidv7(), accountId, from, to, reason: '年休假' } });
describe('appointing', () => {
  it('gives a person a post for a period, once', async () => {
    const post = await workerPost(2);
    const person = await newPerson('王新');
    const commandId = uuidv7();
    const body = { commandId, accountId: person, kind: 'holder' as const, from: at(0), to: at(48 * hour) };
    const call = { params: { id: post.id }, body };
    const first = await admin.call('POST /api/posts/:id/holders', call);
    expect(first.body.holders.map(({ name }) => name)).toContain('王新');
    expect((await admin.call('POST /api/posts/:id/holders', call)).body).toEqual(first.body);
    expect((await appoint(post.id, person, 'deputy')).code).toBe('post.already-held');
    expect((await appoint(post.id, person, 'holder', { from: at(50 * hour) })).status).toBe(200);
    expect((await appoint(post.id, person, 'holder', { from: at(9 * hour), to: at(hour) })).code).toBe('post.period');
  });

  it('refuses unknown persons and posts, foreign ones, and oneself', async () => {
    const post = await workerPost(2);
    const other = await makeWorld(house);
    const stranger = await other.person('microGridWorker', 0);
    expect((await appoint(post.id, uuidv7(), 'holder')).code).toBe('account.unknown');
    expect((await appoint(post.id, stranger.accountId, 'holder')).code).toBe('account.unknown');
    expect((await appoint(uuidv7(), await newPerson('甲'), 'holder')).code).toBe('post.unknown');
    const foreign = await workerPost(0, other);
    expect((await appoint(foreign.id, await newPerson('甲'), 'holder')).code).toBe('post.unknown');
    expect((await appoint(post.id, admin.accountId, 'holder')).code).toBe('right.missing');
    const operator = await world.person('operator', 0);
    expect((await appoint(post.id, await newPerson('甲'), 'holder', {}, operator)).code).toBe('right.missing');
  });

  it('keeps the three administrators three persons, whoever asks, even at the same moment', async () => {
    const person = await newPerson('一人');
    const posts = await Promise.all(
      (['sysAdmin', 'securityAdmin', 'auditAdmin'] as const).map((role) => postsOfRole(role)),
    );
    const ids = posts.map(([post]) => post?.id ?? '');
    expect((await appoint(ids[0] ?? '', person, 'holder')).code).toBe('right.missing');
    const [, guard, audit] = ids;
    const both = await Promise.all([guard, audit].map((id) => appoint(id ?? '', person, 'deputy', {}, security)));
    expect(both.map(({ code }) => code ?? 'done').sort()).toEqual(['done', 'post.conflict']);
    expect((await appoint(ids[0] ?? '', person, 'holder', {}, security)).code).toBe('post.conflict');
  });

  it('is shown: vacant posts, posts of a person, of an area, of a unit', async () => {
    const w = await makeWorld(house);
    const chief = await w.person('sysAdmin');
    const post = await workerPost(3, w);
    await end(post.id, post.holders[0]?.id ?? '', chief);
    const vacant = await chief.call('GET /api/posts', { query: { vacant: true } });
    expect(vacant.body.rows.map(({ id, vacant }) => [id, vacant])).toEqual([[post.id, true]]);
    const found = await chief.call('GET /api/posts', { query: { q: 'gridLeader1' } });
    expect(found.body.rows).toMatchObject([{ role: 'gridLeader', holders: [{ name: 'gridLeader1' }] }]);
    const areaId = await w.areaId(w.codes.grids[0]);
    const own = await chief.call('GET /api/posts', { query: { areaId } });
    expect(own.body.rows.map(({ role }) => role)).toEqual(['gridLeader']);
    const below = await chief.call('GET /api/posts', { query: { areaId, below: true } });
    expect(below.body.rows).toHaveLength(3);
    const worker = await w.person('microGridWorker', 0);
    const seen = await worker.call('GET /api/posts', { query: {} });
    expect(seen.body.rows.map(({ role }) => role).sort()).toEqual([
      'departmentHandler',
      'departmentHandler',
      'microGridWorker',
    ]);
    const pages: string[] = [];
    let after: string | undefined;
    do {
      const { body } = await chief.call('GET /api/posts', { query: { limit: 3, ...(after && { after }) } });
      pages.push(...body.rows.map(({ id }) => id));
      after = body.next ?? undefined;
    } while (after);
    const all = await chief.call('GET /api/posts', { query: { limit: 200 } });
    expect(pages).toEqual(all.body.rows.map(({ id }) => id));
  });
});

describe('ending', () => {
  it('empties a post, but never the command room at the root', async () => {
    const w = await makeWorld(house);
    const chief = await w.person('sysAdmin');
    const rooms = await postsOfRole('operator', undefined, w);
    const holders = rooms.flatMap(({ id, holders }) => holders.map((holder) => ({ post: id, holder: holder.id })));
    expect(holders).toHaveLength(2);
    const results = await Promise.all(holders.map(({ post, holder }) => end(post, holder, chief)));
    expect(results.map(({ code }) => code ?? 'done').sort()).toEqual(['done', 'post.last-holder']);
    // Nor by disabling the account of whoever is left.
    const left = await postsOfRole('operator', undefined, w);
    const [last] = left.flatMap((post) => post.holders);
    const off = { params: { id: last?.accountId ?? '' }, body: { commandId: uuidv7(), disabled: true } };
    expect((await chief.call('PUT /api/accounts/:id', off)).code).toBe('post.last-holder');
    // A second leave that would meet a first one is refused when it is asked for, not when it begins.
    const spare = await newPerson('替班', w);
    await appoint(left.find((post) => post.holders.length > 0)?.id ?? '', spare, 'deputy', {}, chief);
    expect((await leave(spare, at(30 * hour), at(40 * hour), chief)).status).toBe(200);
    expect((await leave(last?.accountId ?? '', at(20 * hour), at(50 * hour), chief)).code).toBe('post.last-holder');
    expect((await leave(last?.accountId ?? '', at(10 * hour), at(25 * hour), chief)).status).toBe(200);
  });

  it('twice is the same as once; one that has not begun can be called off', async () => {
    const post = await workerPost(0);
    const person = await newPerson('未到岗');
    const { body } = await appoint(post.id, person, 'holder', { from: at(100 * hour) });
    const holder = body.holders.find(({ accountId }) => accountId === person);
    expect((await end(post.id, holder?.id ?? '')).status).toBe(200);
    expect((await end(post.id, holder?.id ?? '')).status).toBe(200);
    house.wait(101 * hour);
    const mine = await inWorld((tx) => actorPosts(tx, world.district, person, house.services.clock()));
    expect(mine).toEqual([]);
  });

  it('by time alone tells those who follow duty', async () => {
    const w = await makeWorld(house);
    const chief = await w.person('sysAdmin');
    const worker = await w.person('microGridWorker', 0);
    const report = {
      id: uuidv7(),
      commandId: uuidv7(),
      district: w.district,
      body: '路灯不亮了,晚上看不清路',
      place: { areaId: await w.areaId(w.codes.microGrids[0]) },
      photos: [],
    };
    expect((await w.public('POST /api/public/cases', { body: report })).status).toBe(200);
    const ownerRole = async () => {
      const row = await house.database.owner
        .selectFrom('cases as c')
        .innerJoin('posts as p', 'p.id', 'c.owner_post_id')
        .select('p.role')
        .where('c.id', '=', report.id)
        .executeTakeFirstOrThrow();
      return row.role;
    };
    expect(await ownerRole()).toBe('microGridWorker');
    expect((await leave(worker.accountId, at(hour), at(5 * hour), chief)).status).toBe(200);
    expect(await ownerRole()).toBe('microGridWorker');
    house.wait(hour + 1000);
    const job = { district: w.district, of: { accountId: worker.accountId } };
    await postsTasks(house.services)['posts.duty'](job, { attempt: 1, signal: AbortSignal.timeout(9000) });
    expect(await ownerRole()).toBe('gridLeader');
    const count = (await postsOfRole('gridLeader', w.codes.grids[0], w))[0]?.openCases;
    expect(count).toBe(1);
  });
});

describe('posts, units and leaves', () => {
  it('are created where they belong', async () => {
    const areaId = await world.areaId(world.codes.grids[1]);
    const body = {
      commandId: uuidv7(),
      id: uuidv7(),
      role: 'checker' as const,
      title: '第2网格核查员',
      areaId,
      phone: '0371-6000 1234 转 8',
    };
    const made = await admin.call('POST /api/posts', { body });
    expect(made.body).toMatchObject({ title: '第2网格核查员', vacant: true, openCases: 0, holders: [] });
    const wrong = (more: object) =>
      admin.call('POST /api/posts', { body: { ...body, commandId: uuidv7(), id: uuidv7(), ...more } });
    expect((await wrong({ areaId: uuidv7() })).code).toBe('area.unknown');
    expect((await wrong({ role: 'departmentHandler' })).code).toBe('unit.unknown');
    expect((await wrong({ phone: '<b>1</b>' })).code).toBe('input.invalid');
  });

  it('of one name exist once', async () => {
    const put = (id: string, name: string) =>
      admin.call('PUT /api/units/:id', {
        params: { id },
        body: { commandId: uuidv7(), name, kind: 'department', phone: '12319' },
      });
    const id = uuidv7();
    expect((await put(id, '园林局')).status).toBe(200);
    expect((await put(id, '园林绿化局')).status).toBe(200);
    expect((await put(uuidv7(), '园林绿化局')).code).toBe('unit.name-taken');
    const { rows } = (await admin.call('GET /api/units')).body;
    expect(rows.filter(({ name }) => name.startsWith('园林'))).toMatchObject([
      { id, name: '园林绿化局', openCases: 0, overdue: 0 },
    ]);
  });

  it('of others are for whoever staffs posts', async () => {
    const worker = await world.person('microGridWorker', 2);
    expect((await leave(worker.accountId, at(hour), at(2 * hour), worker)).status).toBe(200);
    const own = await worker.call('GET /api/leaves', { query: {} });
    expect(own.body.rows).toMatchObject([{ accountId: worker.accountId, reason: '年休假' }]);
    expect((await worker.call('GET /api/leaves', { query: { accountId: admin.accountId } })).code).toBe(
      'right.missing',
    );
    expect((await leave(admin.accountId, at(hour), at(2 * hour), worker)).code).toBe('right.missing');
    expect((await leave(worker.accountId, at(2 * hour), at(hour), worker)).code).toBe('post.period');
  });
});
