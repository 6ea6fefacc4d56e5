import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import { fileReport, reportBody } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';

const house = await testHouse();
let world: World;
beforeAll(async () => {
  world = await makeWorld(house);
});
const track = (token: string) => world.public('GET /api/public/track/:token', { params: { token } });

describe('lists', () => {
  test('pages by keyset without gap or double, finds words, fragments and numbers', async () => {
    const own = await makeWorld(house);
    const filed = [];
    for (let n = 0; n < 7; n += 1)
      filed.push(
        await fileReport(own, 0, { body: n === 3 ? '苗圃街路西小游园外面占道经营' : '楼道堆放杂物,影响通行' }),
      );
    const operator = await own.person('operator');
    const list = async (query: object) => (await operator.call('GET /api/cases', { query })).body;
    for (const sort of ['newest', 'oldest', 'due'] as const) {
      const seen: string[] = [];
      for (let after: string | null | undefined; after !== null; ) {
        const page: Awaited<ReturnType<typeof list>> = await list({
          sort,
          limit: 3,
          view: 'open',
          ...(after ? { after } : {}),
        });
        seen.push(...page.rows.map((row) => row.id));
        after = page.next;
      }
      expect([sort, new Set(seen).size, seen.length]).toEqual([sort, 7, 7]);
    }
    const nos = async (q: string) => (await list({ q })).rows.map((row) => row.no);
    expect(await nos('游园')).toEqual([filed[3]?.no]);
    expect(await nos('小游园外面')).toEqual([filed[3]?.no]);
    expect(await nos(filed[5]?.no.toLowerCase() ?? '')).toEqual([filed[5]?.no]);
    expect((await nos('楼道杂物')).length).toBe(6);
    expect(await nos("'; drop table cases; --")).toEqual([]);
    expect((await operator.call('GET /api/cases', { query: { after: 'bogus' } })).code).toBe('list.bad-cursor');
    const counts = (await operator.call('GET /api/cases/counts')).body;
    expect([counts.open, counts.triage, counts.overdue]).toEqual([7, 7, 0]);
  });

  test('the export holds what the list shows, and no cell becomes a formula', async () => {
    const own = await makeWorld(house);
    const admin = await own.person('sysAdmin');
    await admin.call('POST /api/matters/standard', { body: { commandId: uuidv7() } });
    await fileReport(own, 0, { title: '=HYPERLINK("http://x","点我")', body: '+1 灯坏了', categoryCode: '02001' });
    const operator = await own.person('operator');
    const cookie = await house.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: operator.login, password: 'a quiet street 9' },
    });
    const headers = { cookie: `${cookie.cookies[0]?.name}=${cookie.cookies[0]?.value}` };
    const csv = await house.app.inject({ url: '/api/cases/export?format=csv', headers });
    expect(csv.body).toContain(`"'=HYPERLINK(""http://x"",""…"`);
    expect(csv.body).toMatch(/"国标代码（2026）","国标代码（2013）"[\s\S]*"事项 09012","(事项 \d{4})?"/);
    const xlsx = await house.app.inject({ url: '/api/cases/export?format=xlsx', headers });
    expect([xlsx.statusCode, xlsx.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
    const worker = await own.person('microGridWorker');
    expect((await worker.call('GET /api/cases/export', { query: { format: 'csv' } })).code).toBe('right.missing');
  });
});

describe('bad input is refused by name and changes nothing', () => {
  const refusal = async (more: object) =>
    (await world.phone()('POST /api/public/cases', { body: { ...reportBody(world), ...more } as never })).code;

  test.each([
    ['nothing said, nothing shown', { body: ' ', photos: [] }, 'report.empty'],
    [
      'ten photos',
      { photos: Array.from({ length: 10 }, () => ({ id: uuidv7(), kind: 'before' })) },
      'report.too-many-photos',
    ],
    ['a photo that never arrived', { photos: [{ id: uuidv7(), kind: 'before' }] }, 'photo.unknown'],
    ['a place on the other side of the earth', { place: { point: { lon: -58.4, lat: -34.6 } } }, 'place.outside'],
    ['no place at all', { place: {} }, 'place.missing'],
    ['a foreign area', { place: { areaId: uuidv7() } }, 'area.unknown'],
    ['a clock years off', { seenAt: '2036-01-01T00:00:00Z' }, 'input.clock'],
    ['half a phone number', { contact: { phone: '12345' } }, 'phone.invalid'],
    ['a class that is not there', { categoryCode: 'nope' }, 'category.unknown'],
    ['a district that is not there', { district: 999 }, 'district.unknown'],
    ['a field too many', { admin: true }, 'input.invalid'],
    ['a number for words', { body: 5 }, 'input.invalid'],
    ['an id that is none', { id: "1' or 1=1" }, 'input.invalid'],
    ['a NUL character', { body: 'a\u0000b' }, 'input.invalid'],
    ['half a surrogate pair', { body: '\ud800' }, 'input.invalid'],
    ['words without end', { body: '长'.repeat(2001) }, 'input.invalid'],
  ])('%s', async (_, more, code) => {
    const before = await count();
    expect(await refusal(more)).toBe(code);
    expect(await count()).toBe(before);
  });

  async function count(): Promise<number> {
    return (
      await house.database.owner
        .selectFrom('cases')
        .select((on) => on.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  }

  test('an unknown token, a guessed token, a path that is none', async () => {
    expect((await track(`${world.district.toString(36)}-${'x'.repeat(32)}`)).code).toBe('case.unknown');
    expect((await track('x'.repeat(40))).code).toBe('case.unknown');
    const nowhere = await house.app.inject({ url: '/api/nowhere', headers: { 'accept-language': 'en' } });
    expect([nowhere.statusCode, nowhere.json().message]).toEqual([
      404,
      'There is nothing at this address. Please go back to the start page.',
    ]);
    const cross = await house.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { origin: 'https://evil.example' },
      payload: {},
    });
    expect(cross.json().code).toBe('request.foreign-origin');
    const words = await house.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      payload: '{"a":',
    });
    expect([words.statusCode, words.json().code]).toEqual([415, 'input.not-json']);
  });
});
