import { uuidv7 } from 'uuidv7';
import { beforeAll, expect, test } from 'vitest';
import { fileReport } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';

const house = await testHouse();
let world: World;
let worker: Person;
let other: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  worker = await world.person('microGridWorker', 0);
  other = await world.person('microGridWorker', 1);
});

const at = (ms: number) => new Date(house.services.clock().getTime() + ms).toISOString();
const bring = (id: string, body: string, changedAt = at(0), more: object = {}, who = worker) =>
  who.call('PUT /api/notes/:id', { params: { id }, body: { body, notedAt: at(-60_000), changedAt, ...more } });
const own = async (who = worker) => (await who.call('GET /api/notes')).body.rows;

test('a note is its writer’s alone, sealed, and the later of two versions stays whichever comes first', async () => {
  const id = uuidv7();
  const later = at(-1000);
  expect((await bring(id, '井盖松了，下午再看', later, { point: { lon: 113.6, lat: 34.7 } })).status).toBe(200);
  expect((await bring(id, '旧的一版', at(-9000))).body.body).toBe('井盖松了，下午再看');
  expect(await own()).toMatchObject([
    { id, body: '井盖松了，下午再看', point: { lon: 113.6, lat: 34.7 }, caseId: null },
  ]);
  expect(await own(other)).toEqual([]);
  expect((await bring(id, '别人的', at(0), {}, other)).code).toBe('note.unknown');
  expect((await other.call('DELETE /api/notes/:id', { params: { id } })).status).toBe(200);
  expect(await own()).toHaveLength(1);
  const { rows } = await house.database.ownerPool.query('select body_cipher from app.quick_notes');
  expect(JSON.stringify(rows.map(({ body_cipher: cipher }) => cipher.toString('utf8')))).not.toContain('井盖');
  expect((await bring(id, '明年的', at(3 * 86_400_000))).code).toBe('input.clock');
  const boss = await world.person('leader');
  expect((await boss.call('GET /api/notes')).code).toBe('right.missing');
});

test('a note that became a case stays tied to it, and is gone when it is thrown away', async () => {
  const id = uuidv7();
  const filed = await fileReport(world, 0);
  await bring(id, '路灯', at(-5000));
  expect((await bring(id, '路灯', at(-4000), { caseId: uuidv7() })).code).toBe('case.unknown');
  expect((await bring(id, '路灯', at(-3000), { caseId: filed.id })).body).toMatchObject({ caseNo: filed.no });
  expect((await bring(id, '路灯，已报', at(-2000))).body).toMatchObject({ body: '路灯，已报', caseNo: filed.no });
  expect((await worker.call('DELETE /api/notes/:id', { params: { id } })).status).toBe(200);
  expect((await worker.call('DELETE /api/notes/:id', { params: { id } })).status).toBe(200);
  expect((await own()).map((note) => note.id)).not.toContain(id);
});
