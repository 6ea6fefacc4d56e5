import exceljs from 'exceljs';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '#contract/api';
import type { CalendarDocument } from '#contract/deadlines';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { limitFor, timekeepingOf } from './index.ts';

const house = await testHouse();
let world: World;
let admin: Person;
let worker: Person;
beforeAll(async () => {
  world = await makeWorld(house);
  admin = await world.person('sysAdmin');
  worker = await world.person('microGridWorker');
});

const show = async (who = admin) => (await who.call('GET /api/deadlines/calendar')).body;
const save = (document: CalendarDocument, who = admin) =>
  who.call('PUT /api/deadlines/calendar', { body: { commandId: uuidv7(), document } });
const nine = { from: 540, to: 1020 };
const week = (spans: { from: number; to: number }[]) => [spans, spans, spans, spans, spans, [], []];
const calendar = (more: Partial<CalendarDocument> = {}): CalendarDocument => ({
  patterns: [{ from: '2026-01-01', days: week([nine]) }],
  years: [{ year: 2026, days: [{ day: '2026-10-01', kind: 'holiday', name: '国庆节' }] }],
  ...more,
});

describe('the working calendar', () => {
  test('is the statutory one until somebody changes it; whoever reads the catalogue may look', async () => {
    const own = await makeWorld(house);
    const view = await show(await own.person('microGridWorker'));
    expect([view.version, view.mayEdit, view.document.patterns[0]?.days[0]]).toEqual([
      0,
      false,
      [
        { from: 510, to: 720 },
        { from: 810, to: 1050 },
      ],
    ]);
    const special = view.document.years.find(({ year }) => year === 2026)?.days;
    expect(special).toContainEqual({ day: '2026-10-10', kind: 'workday', name: '国庆节调休' });
    expect((await world.public('GET /api/deadlines/calendar')).status).toBe(401);
  });

  test('changed, it is a new version that counts at once; the first stays on record', async () => {
    const before = await show();
    expect((await save(calendar())).body.version).toBe(before.version + 1);
    const after = await show();
    expect(after.document.patterns).toEqual(calendar().patterns);
    expect(after.versions[0]).toMatchObject({ version: before.version + 1, origin: 'edit', by: admin.name });
    const counted = await worker.call('POST /api/deadlines/calculate', {
      body: { from: '2026-09-30T16:00:00+08:00', limit: { amount: 2, unit: 'workHour' } },
    });
    expect(counted.body).toEqual({
      dueAt: '2026-10-02T02:00:00.000Z',
      nearAt: '2026-10-02T01:30:00.000Z',
      countsFrom: '2026-09-30T08:00:00.000Z',
      workingMinutes: 120,
      days: [{ day: '2026-10-01', why: 'holiday', name: '国庆节' }],
    });
  });

  test('sent twice it is one version; of two at once none is lost', async () => {
    const body = { commandId: uuidv7(), document: calendar() };
    const first = await admin.call('PUT /api/deadlines/calendar', { body });
    expect((await admin.call('PUT /api/deadlines/calendar', { body })).body).toEqual(first.body);
    const versions = await Promise.all([save(calendar()), save(calendar()), save(calendar())]);
    const numbers = versions.map(({ body: { version } }) => version).sort((one, two) => one - two);
    expect(numbers).toEqual([1, 2, 3].map((n) => first.body.version + n));
  });

  test('another process hears of it', async () => {
    const other = { database: house.database };
    const { calendarVersion } = await timekeepingOf(other, world.district);
    await save(calendar());
    await expect
      .poll(async () => (await timekeepingOf(other, world.district)).calendarVersion)
      .toBe(calendarVersion + 1);
  });

  const refused: [string, CalendarDocument, string][] = [
    [
      'no hours',
      calendar({ patterns: [{ from: '2026-01-01', days: week([]) }] }),
      '从 2026-01-01 起的工作时间一周没有一个小时',
    ],
    [
      'hours overlap',
      calendar({ patterns: [{ from: '2026-01-01', days: week([nine, { from: 600, to: 700 }]) }] }),
      '09:00–17:00 与 10:00–11:40 重叠',
    ],
    [
      'hours end before they begin',
      calendar({ patterns: [{ from: '2026-01-01', days: week([{ from: 700, to: 600 }]) }] }),
      '11:40–10:00 的结束不晚于开始',
    ],
    [
      'a day twice',
      calendar({
        years: [
          {
            year: 2026,
            days: [
              { day: '2026-10-01', kind: 'holiday', name: '国庆节' },
              { day: '2026-10-01', kind: 'workday', name: '国庆节' },
            ],
          },
        ],
      }),
      '2026-10-01 出现了两次',
    ],
    [
      'a day of another year',
      calendar({ years: [{ year: 2026, days: [{ day: '2027-01-01', kind: 'holiday', name: '元旦' }] }] }),
      '2027-01-01 不属于 2026 年',
    ],
    [
      'no such day',
      calendar({ years: [{ year: 2026, days: [{ day: '2026-02-30', kind: 'holiday', name: '春' }] }] }),
      '没有这一天：2026-02-30',
    ],
    [
      'a year twice',
      calendar({
        years: [
          { year: 2026, days: [] },
          { year: 2026, days: [] },
        ],
      }),
      '2026 年出现了两次',
    ],
    [
      'two patterns from a day',
      calendar({ patterns: [...calendar().patterns, ...calendar().patterns] }),
      '有两套工作时间都从 2026-01-01 起',
    ],
  ];
  test.each(refused)('refused, and nothing changed: %s', async (_, document, zh) => {
    const before = await show();
    const answer = await save(document);
    expect([answer.status, answer.code]).toEqual([422, 'calendar.invalid']);
    expect((answer.body as unknown as { zh: string }).zh).toContain(zh);
    expect((await show()).version).toBe(before.version);
  });

  test('without a year, or with half a week, it is not even a calendar', async () => {
    expect((await save(calendar({ years: [] }))).code).toBe('input.invalid');
    expect((await save(calendar({ patterns: [{ from: '2026-01-01', days: [[nine]] }] }))).code).toBe('input.invalid');
    expect((await save(calendar(), worker)).code).toBe('right.missing');
  });
});

describe('importing the yearly table', () => {
  type Imported = Answer<'POST /api/deadlines/calendar/import'>;
  const send = (fileName: string, bytes: Uint8Array | string, dryRun = true) =>
    admin.call('POST /api/deadlines/calendar/import', {
      body: { commandId: uuidv7(), dryRun, fileName, content: Buffer.from(bytes).toString('base64') },
    });
  const cells = async (fileName: string, bytes: Uint8Array | string) =>
    (await send(fileName, bytes)).body.faults.map(({ cell, en }: Imported['faults'][number]) => `${cell ?? '-'} ${en}`);
  async function workbook(rows: unknown[][]): Promise<Uint8Array> {
    const book = new exceljs.Workbook();
    book.addWorksheet('2027').addRows(rows);
    return new Uint8Array(await book.xlsx.writeBuffer());
  }
  const table = '日期,种类,名称\n2027-01-01,放假,元旦\n2027/1/2,上班,元旦调休\n';

  test('CSV and xlsx alike: previewed, then taken, other years stay', async () => {
    const before = await show();
    const preview = await send('2027.csv', table);
    expect(preview.body).toMatchObject({ version: null, added: 2, changed: 0, removed: 0, faults: [] });
    expect((await show()).version).toBe(before.version);
    const done = await send('2027.csv', table, false);
    expect(done.body.version).toBe(before.version + 1);
    const after = await show();
    expect(after.document.years.map(({ year }) => year)).toEqual([2026, 2027]);
    expect([after.missingYears, after.versions[0]?.origin]).toEqual([[], 'import']);
    const sheet = await workbook([
      ['day', 'kind', 'name'],
      [new Date(Date.UTC(2027, 0, 1)), 'holiday', '新年'],
      ['2027年5月1日', '休', '劳动节'],
    ]);
    expect((await send('2027.xlsx', sheet)).body).toMatchObject({ added: 1, changed: 1, removed: 1, faults: [] });
  });

  test('every fault is named by its cell, and nothing is taken', async () => {
    const bad =
      '2027-13-01,放假,元旦\n10-01,放假,国庆节\n2027-05-01,玩,\n2027-05-01,休,劳动节,多\n2027-06-01,休,"=HYPERLINK(1)"\n';
    expect(await cells('bad.csv', bad)).toEqual([
      'A1 "2027-13-01" is no day; write 2026-10-01',
      'A2 "10-01" has no year; write 2026-10-01',
      'B3 "玩" is no kind of day; write holiday or workday',
      'C3 The name is missing, for example National Day',
      'A4 2027-05-01 is already in A3',
      'D4 The table has three columns: day, kind, name',
      'C5 A name cannot be a formula',
    ]);
    const version = (await show()).version;
    const refused = await send('bad.csv', bad, false);
    expect([refused.status, refused.code, (await show()).version]).toEqual([422, 'calendar.invalid', version]);
  });

  test('files that are none: empty, of another kind, with formulas, a bomb', async () => {
    expect(await cells('empty.csv', '')).toEqual(['- There is no day in the table']);
    expect(await cells('photo.csv', Buffer.from([0xff, 0xd8, 0xff, 0x00]))).toEqual([
      '- The file is neither CSV in UTF-8 nor .xlsx',
    ]);
    expect(await cells('photo.xlsx', Buffer.from('no zip'))).toEqual(['- This is not a readable xlsx file']);
    const sheet = await workbook([[{ formula: 'TODAY()', result: '2027-01-01' }, 'holiday', '元旦']]);
    expect((await cells('formula.xlsx', sheet))[0]).toMatch(/^A1 "=TODAY\(\)" is no day/);
    const bomb = await workbook([
      ['2027-01-01', 'holiday', 'x'.repeat(32_000)],
      ...Array.from({ length: 600 }, (_, n) => [`${n}`.repeat(8000)]),
    ]);
    expect(bomb.length).toBeLessThan(400_000);
    expect(await cells('bomb.xlsx', bomb)).toEqual(['- Unpacked, the sheet is too large']);
    const content = await admin.call('POST /api/deadlines/calendar/import', {
      body: { commandId: uuidv7(), dryRun: true, fileName: 'a.csv', content: '!!!' },
    });
    expect(content.code).toBe('input.invalid');
  });
});

describe('limits by class, condition and area', () => {
  const put = (body: object, who = admin) =>
    who.call('PUT /api/deadlines/limits', {
      body: { commandId: uuidv7(), version: 0, conditions: [], rules: [], ...body } as never,
    });
  const rule = (more: object = {}) => ({
    categoryCode: '05001',
    conditionCode: null,
    areaClass: null,
    amount: 5,
    unit: 'workDay',
    ...more,
  });
  const fenced = { categoryCode: '05001', code: 'fenced', zh: '已围护', en: 'Fenced', closing: '修复' };

  test('the most exact rule holds, the nearest class of the area is inherited, the catalogue stands behind', async () => {
    const rules = [
      rule(),
      rule({ areaClass: 'A', amount: 3 }),
      rule({ conditionCode: 'fenced', amount: 8, unit: 'workHour' }),
      rule({ conditionCode: 'fenced', areaClass: 'A', amount: 4, unit: 'workHour' }),
    ];
    expect((await put({ rules, conditions: [fenced] })).body.version).toBe(1);
    for (const [code, name] of [
      [world.codes.community, 'B'],
      [world.codes.grids[0], 'A'],
    ] as const) {
      const id = await world.areaId(code);
      const set = await admin.call('PUT /api/deadlines/area-classes/:id', {
        params: { id },
        body: { commandId: uuidv7(), class: name },
      });
      expect(set.body).toEqual({ areaId: id, class: name });
    }
    const times = await timekeepingOf(house.services, world.district);
    const { root, community, grids, microGrids } = world.codes;
    const inA = `${root}/${community}/${grids[0]}/${microGrids[0]}/`;
    const inB = `${root}/${community}/${grids[1]}/${microGrids[2]}/`;
    const catalogue = { amount: 9, unit: 'naturalDay' } as const;
    const limit = (areaPath: string, conditionCode: string | null, categoryCode = '05001') =>
      Object.values(limitFor(times, { categoryCode, conditionCode, areaPath }, catalogue) ?? {}).join(' ');
    expect([limit(inA, null), limit(inB, null), limit(inA, 'fenced'), limit(inB, 'fenced')]).toEqual([
      '3 workDay',
      '5 workDay',
      '4 workHour',
      '8 workHour',
    ]);
    expect([limit(inA, 'other'), limit(inA, null, '05002')]).toEqual(['3 workDay', '9 naturalDay']);
    const listed = await worker.call('GET /api/deadlines/area-classes');
    expect(listed.body.rows.map((row) => row.class)).toEqual(['B', 'A']);
  });

  test.each([
    ['an older version', { version: 0 }, 409, 'limits.changed-meanwhile'],
    ['an unknown class', { version: 1, rules: [rule({ categoryCode: '00000' })] }, 422, 'limits.invalid'],
    ['a major class', { version: 1, rules: [rule({ categoryCode: '05' })] }, 422, 'limits.invalid'],
    ['an unknown condition', { version: 1, rules: [rule({ conditionCode: 'gone' })] }, 422, 'limits.invalid'],
    ['the same twice', { version: 1, rules: [rule(), rule()] }, 422, 'limits.invalid'],
    ['a condition twice', { version: 1, conditions: [fenced, fenced] }, 422, 'limits.invalid'],
    ['a limit of zero', { version: 1, rules: [rule({ amount: 0 })] }, 400, 'input.invalid'],
    ['a unit that is none', { version: 1, rules: [rule({ unit: 'minute' })] }, 400, 'input.invalid'],
  ])('refused: %s', async (_, body, status, code) => {
    const answer = await put(body);
    expect([answer.status, answer.code]).toEqual([status, code]);
    expect((await admin.call('GET /api/deadlines/limits')).body).toMatchObject({ version: 1, by: admin.name });
  });

  test('only who may change settings changes them; an area of another district is none', async () => {
    expect((await put({}, worker)).code).toBe('right.missing');
    const other = await makeWorld(house);
    const ask = {
      params: { id: await other.areaId(other.codes.root) },
      body: { commandId: uuidv7(), class: 'A' as const },
    };
    expect((await admin.call('PUT /api/deadlines/area-classes/:id', ask)).code).toBe('area.unknown');
    expect((await worker.call('PUT /api/deadlines/area-classes/:id', ask)).code).toBe('right.missing');
  });

  test('thresholds: kept per district, never the whole clock', async () => {
    const set = (thresholds: object, who = admin) =>
      who.call('PUT /api/deadlines/thresholds', { body: { commandId: uuidv7(), thresholds } as never });
    const wanted = { near: { amount: 4, unit: 'workHour' }, long: { share: 0.5 } };
    expect((await set(wanted)).body).toEqual(wanted);
    expect((await show()).thresholds).toEqual(wanted);
    expect((await set({ ...wanted, near: { share: 1 } })).code).toBe('input.invalid');
    expect((await set(wanted, worker)).code).toBe('right.missing');
  });
});
