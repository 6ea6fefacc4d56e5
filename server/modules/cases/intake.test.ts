import { uuidv7 } from 'uuidv7';
import { describe, expect, test } from 'vitest';
import type { Reported } from '#contract/cases';
import { testHouse } from '#testing/house';
import { upload } from '#testing/photo';
import { makeWorld, type World } from '#testing/world';
import { caseNumber, numberHead } from './case-number.ts';
import { verifyChains } from './verify-chains.ts';

const house = await testHouse();

type Report = ReturnType<typeof reportAt>;
const reportAt = (world: World, n: 0 | 1 | 2 | 3, body = '楼道里堆满纸箱') => ({
  id: uuidv7(),
  commandId: uuidv7(),
  district: world.district,
  body,
  place: { point: world.pointIn(n) } as object,
  photos: [] as { id: string; kind: 'before' }[],
});
const file = (world: World, report: Report, from = world.phone()) =>
  from('POST /api/public/cases', { body: report as never });
const casesOf = async ({ district }: World) =>
  house.database.owner.selectFrom('cases').select(['id', 'no']).where('district_id', '=', district).execute();
const counterOf = ({ no }: { no: string }) => Number(no.split('-').at(-1));

describe('many reports at once', () => {
  test('each is filed once, with a number of its own and none left out, and the chains hold', async () => {
    const world = await makeWorld(house);
    const reports = Array.from({ length: 150 }, (_, i) => reportAt(world, (i % 4) as 0));
    const answers = await Promise.all(reports.map((report) => file(world, report)));
    expect(answers.map(({ status }) => status)).toEqual(reports.map(() => 200));
    const stored = await casesOf(world);
    expect(stored.map(counterOf).sort((a, b) => a - b)).toEqual(reports.map((_, i) => i + 1));
    const numbers = new Map(stored.map(({ id, no }) => [id, no]));
    expect(answers.map(({ body }) => numbers.get(body.id))).toEqual(answers.map(({ body }) => body.no));
    expect(await verifyChains(house.database, world.district, () => undefined)).toMatchObject({
      cases: 150,
      broken: null,
    });
    const owners = new Set(answers.map(({ body }) => body.owner?.title));
    expect(owners.size, 'each micro-grid has its own worker').toBe(4);
  });

  test('a refused one is refused for itself: the others are filed, and no number is missing', async () => {
    const world = await makeWorld(house);
    const good = Array.from({ length: 12 }, (_, i) => reportAt(world, (i % 4) as 0));
    const bad = [
      { ...reportAt(world, 0), place: { point: { lon: 2.35, lat: 48.85 } } },
      { ...reportAt(world, 0), place: { areaId: uuidv7() } },
      { ...reportAt(world, 0), place: { areaId: await world.areaId(world.codes.community) } },
      { ...reportAt(world, 0), place: { addressId: uuidv7() } },
      { ...reportAt(world, 0), place: {} },
      { ...reportAt(world, 0), photos: [{ id: uuidv7(), kind: 'before' as const }] },
      { ...reportAt(world, 0), categoryCode: '99999' },
    ];
    const all = good.flatMap((report, i) => (bad[i] ? [report, bad[i]] : [report]));
    const answers = await Promise.all(all.map((report) => file(world, report)));
    const codes = answers.flatMap(({ code }) => code ?? []);
    expect(codes).toEqual([
      'place.outside',
      'area.unknown',
      'area.not-micro-grid',
      'address.unknown',
      'place.missing',
      'photo.unknown',
      'category.unknown',
    ]);
    const stored = await casesOf(world);
    expect(stored.map(counterOf).sort((a, b) => a - b)).toEqual(good.map((_, i) => i + 1));
  });

  test('the same command ten times at once is one case and ten equal answers; from another device it is refused', async () => {
    const world = await makeWorld(house);
    const report = reportAt(world, 1);
    const phone = world.phone();
    const others = Array.from({ length: 5 }, () => reportAt(world, 2));
    const [same, rest] = await Promise.all([
      Promise.all(Array.from({ length: 10 }, () => file(world, report, phone))),
      Promise.all(others.map((one) => file(world, one))),
    ]);
    expect(same.map(({ status, code }) => [status, code])).toEqual(same.map(() => [200, undefined]));
    expect(new Set(same.map(({ body }) => JSON.stringify(body, Object.keys(body).sort()))).size).toBe(1);
    expect(rest.every(({ status }) => status === 200)).toBe(true);
    expect(await casesOf(world)).toHaveLength(6);
    const stranger = await file(world, report);
    expect([stranger.status, stranger.code]).toEqual([409, 'command.reused']);
    const changed = await file(world, { ...report, body: '另一件事' }, phone);
    expect(changed.code).toBe('command.reused');
    const anotherCommand = await file(world, { ...report, commandId: uuidv7() }, phone);
    expect([anotherCommand.status, anotherCommand.code], 'the id of a case is taken').toEqual([409, 'command.reused']);
    expect(await casesOf(world)).toHaveLength(6);
  });

  test('photos go with their own report', async () => {
    const world = await makeWorld(house);
    const photos = await Promise.all(Array.from({ length: 6 }, () => upload(house, world.district)));
    const reports = photos.map((id) => ({ ...reportAt(world, 3), photos: [{ id, kind: 'before' as const }] }));
    const answers = await Promise.all(reports.map((report) => file(world, report)));
    for (const [i, { body }] of answers.entries()) {
      const seen = await world.public('GET /api/public/track/:token', { params: { token: (body as Reported).token } });
      expect(seen.body.steps[0]?.photos.map(({ id }) => id)).toEqual([photos[i]]);
    }
  });
});

test('the database numbers as the program does', async () => {
  for (const n of [1, 86, 9999, 10000, 123456]) {
    const { rows } = await house.database.ownerPool.query('select app.case_number($1, $2) as no', [
      numberHead('EQ', '2026-11-21'),
      n,
    ]);
    expect(rows[0].no).toBe(caseNumber('EQ', '2026-11-21', n));
  }
});

test('what is stored of an answer does not hold the tracking token', async () => {
  const world = await makeWorld(house);
  const { body } = await file(world, reportAt(world, 0));
  const rows = await house.database.owner
    .selectFrom('commands')
    .select('answer')
    .where('district_id', '=', world.district)
    .execute();
  expect(JSON.stringify(rows)).toContain(body.no);
  expect(JSON.stringify(rows)).not.toContain(body.token);
});
