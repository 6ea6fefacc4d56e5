import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { addAccount } from '#modules/accounts';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { findOwner, type OwnerAsk, pathsTo } from './find-owner.ts';
import { actorPosts, answering, holdersOf, postFaces } from './find-people.ts';

const house = await testHouse();
let world: World;
let admin: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
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
const leave = (accountId: string, from: string, to: string, by = admin) =>
  by.call('POST /api/leaves', { body: { commandId: uuidv7(), id: uuidv7(), accountId, from, to, reason: '年休假' } });
async function pathOf(code: string, w = world): Promise<string> {
  const row = await house.database.owner
    .selectFrom('areas')
    .select('path')
    .where('district_id', '=', w.district)
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return row.path;
}
async function owner(rule: OwnerAsk['rule'], n: 0 | 1 | 2 | 3, more: Partial<OwnerAsk> = {}, w = world) {
  const areaPath = await pathOf(w.codes.microGrids[n], w);
  return inWorld((tx) => findOwner(tx, w.district, { areaPath, rule, at: house.services.clock(), ...more }), w);
}

describe('who answers', () => {
  it('is the worker of the micro-grid; public by office', async () => {
    const areaPath = await pathOf(world.codes.microGrids[1]);
    const found = await inWorld((tx) => answering(tx, world.district, [areaPath], house.services.clock()));
    expect(found.get(areaPath)).toMatchObject({ name: 'microGridWorker1', standIn: false });
  });

  it('climbs: deputy, grid leader, community, command room, and stays there when nobody is left', async () => {
    const w = await makeWorld(house);
    const [chief, keeper] = await Promise.all([w.person('sysAdmin'), newPerson('代班', w)]);
    const post = await workerPost(0, w);
    await appoint(post.id, keeper, 'deputy', {}, chief);
    const away = (accountId: string) => leave(accountId, at(-hour), at(hour), chief);
    const worker = await w.person('microGridWorker', 0);
    expect((await away(worker.accountId)).status).toBe(200);
    expect(await owner('worker', 0, {}, w)).toMatchObject({ role: 'microGridWorker', name: '代班', standIn: true });
    expect(await inWorld((tx) => holdersOf(tx, w.district, post.id, house.services.clock()), w)).toEqual([keeper]);
    await away(keeper);
    expect(await owner('worker', 0, {}, w)).toMatchObject({ role: 'gridLeader', standIn: true });
    await away((await w.person('gridLeader', 0)).accountId);
    expect(await owner('worker', 0, {}, w)).toMatchObject({ role: 'communityStaff' });
    await away((await w.person('communityStaff')).accountId);
    expect(await owner('worker', 0, {}, w)).toMatchObject({ role: 'operator', name: 'operator0' });
    await away((await w.person('operator', 0)).accountId);
    expect(await owner('worker', 0, {}, w)).toMatchObject({ role: 'operator', name: 'operator1' });
    const last = await away((await w.person('operator', 1)).accountId);
    expect([last.status, last.code]).toEqual([409, 'post.last-holder']);
    // When the leaves are over all is as before.
    house.wait(2 * hour);
    expect(await owner('worker', 0, {}, w)).toMatchObject({ role: 'microGridWorker', standIn: false });
  });

  it('finds units, checkers and reviewers, never only the excluded person', async () => {
    const { rows: units } = (await admin.call('GET /api/units')).body;
    const unitId = units.find(({ name }) => name === '城管局')?.id ?? null;
    expect(await owner('unit', 0, { unitId })).toMatchObject({ role: 'departmentHandler', level: null });
    expect(await owner('unit', 0, { unitId: uuidv7() })).toMatchObject({ role: 'operator', standIn: true });
    const checker = await world.person('checker');
    expect(await owner('checker', 0)).toMatchObject({ accountId: checker.accountId });
    expect(await owner('checker', 0, { notAccounts: [checker.accountId] })).toMatchObject({ role: 'gridLeader' });
    expect(await owner('level', 0, { belowLevel: 2 })).toMatchObject({ role: 'communityStaff' });
    expect(await owner('level', 0, { belowLevel: 0 })).toMatchObject({ role: 'operator' });
  });

  it('is nobody in a district without posts', async () => {
    const ask = { areaPath: '999999/', rule: 'worker' as const, at: new Date() };
    expect(await inDistrict(house.database.app, systemScope(999999), (tx) => findOwner(tx, 999999, ask))).toBeNull();
    expect(pathsTo('1/2/3/')).toEqual(['1/', '1/2/', '1/2/3/']);
  });
});

describe('posts by which a person acts', () => {
  it('those held, and as deputy only while every holder is away', async () => {
    const w = await makeWorld(house);
    const chief = await w.person('sysAdmin');
    const post = await workerPost(1, w);
    const [second, deputy] = [await newPerson('第二人', w), await newPerson('代班', w)];
    await appoint(post.id, second, 'holder', {}, chief);
    await appoint(post.id, deputy, 'deputy', {}, chief);
    const mine = (id: string) => inWorld((tx) => actorPosts(tx, w.district, id, house.services.clock()), w);
    expect(await mine(second)).toMatchObject([{ id: post.id, role: 'microGridWorker', areaLevel: 3, deputy: false }]);
    expect(await mine(deputy)).toEqual([]);
    await leave(second, at(-hour), at(hour), chief);
    expect(await mine(deputy)).toEqual([]);
    const first = (await w.person('microGridWorker', 1)).accountId;
    const off = { params: { id: first }, body: { commandId: uuidv7(), disabled: true } };
    expect((await chief.call('PUT /api/accounts/:id', off)).status).toBe(200);
    expect(await mine(deputy)).toMatchObject([{ id: post.id, deputy: true }]);
    const faces = await inWorld((tx) => postFaces(tx, w.district, [post.id], house.services.clock()), w);
    expect(faces.get(post.id)?.name).toBe('代班');
  });
});
