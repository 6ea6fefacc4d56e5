import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CalendarDocument } from '#contract/deadlines';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { timekeepingOf } from './index.ts';

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
