import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, it } from 'vitest';
import { figureKeys } from '#contract/figure-formulas';
import { type Measure, measureNames, measures } from '#contract/figure-measures';
import { questionKeys } from '#contract/figure-questions';
import { figureOf, unusedMeasures } from '#contract/figure-values';
import { demoPassword, loadDemo } from '#demo/load';
import { cryptoOf } from '#kernel/crypto';
import type { FileStore } from '#kernel/file-store';
import { readOutbox } from '#kernel/outbox';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type Person, type World } from '#testing/world';
import { takeChanges } from './follow-figures.ts';
import { hiddenRoles } from './names.ts';
import { type Recounted, readHistory, recount } from './recount.test-data.ts';
import { checkFigures, figuresReader, rebuildFigures } from './refresh-figures.ts';
import { signedIn } from './signed-in.test-data.ts';

const house = await testHouse();
const village = 330109107;
const now = new Date('2026-11-21T09:00:00Z');
let boss: Awaited<ReturnType<typeof signedIn>>;
let history: Recounted[];

beforeAll(async () => {
  // Nothing but `put` is called.
  const files = { put: async () => true } as unknown as FileStore;
  const crypto = cryptoOf(Buffer.alloc(32, 7));
  await loadDemo(
    { database: house.database, crypto, files },
    { scale: 'village', seed: 'figures', now, onProgress: () => undefined },
  );
  house.wait(now.getTime() - Date.now());
  history = await readHistory(house.database.owner, village);
  boss = await signedIn(house, 'boss', demoPassword);
}, 120_000);

const whole = { from: '2025-11-01', to: '2026-11-21' };

describe('figures of the demo', () => {
  it('agree with a recount by hand from every step, for the whole village and each micro-grid, month by month', async () => {
    const all = await boss.call('GET /api/figures', { query: { ...whole, grain: 'month', split: 'area' } });
    expect(all.status).toBe(200);
    const mine = recount(history, whole, '2026-11-20');
    expect(all.body.measures).toEqual(mine);
    for (const key of figureKeys) expect(all.body.figures[key], key).toEqual(figureOf(key, mine));
    expect(all.body.measures.reported).toBe(160);
    expect(all.body.trend).toHaveLength(13);
    for (const { period, figures } of all.body.trend) {
      const month = recount(history, period, '2026-11-20');
      for (const key of figureKeys) expect(figures[key], `${period.from} ${key}`).toEqual(figureOf(key, month));
    }
    for (const { value, figures } of all.body.split) {
      const there = recount(
        history.filter((one) => one.areaPath.split('/')[1] === value),
        whole,
        '2026-11-20',
      );
      for (const key of figureKeys) expect(figures[key], `${value} ${key}`).toEqual(figureOf(key, there));
    }
  }, 60_000);

  it.each(['unit', 'major', 'minor', 'source', 'hour'] as const)('agree by %s', async (split) => {
    const { body } = await boss.call('GET /api/figures', { query: { ...whole, split } });
    for (const { value, figures } of body.split) {
      const there = recount(history, whole, '2026-11-20', { split, value });
      for (const key of figureKeys) expect(figures[key], `${split} ${value} ${key}`).toEqual(figureOf(key, there));
    }
  });

  it('open to exactly as many cases as each number says', async () => {
    const { body } = await boss.call('GET /api/figures', { query: whole });
    for (const measure of measureNames.filter((name) => name !== 'handleMinutes')) {
      const list = await boss.call('GET /api/figures/cases', { query: { ...whole, measure, limit: 200 } });
      expect(list.body.total, measure).toBe(body.measures[measure]);
      expect(list.body.rows, measure).toHaveLength(body.measures[measure]);
    }
  });

  it('open to as many cases from each cell of a table', async () => {
    const { body } = await boss.call('GET /api/figures', { query: { ...whole, split: 'unit' } });
    for (const { value, figures } of body.split) {
      const cell = value === '' ? { without: 'unit' as const } : { unitId: value };
      const list = await boss.call('GET /api/figures/cases', { query: { ...whole, ...cell, measure: 'dispatched' } });
      expect(list.body.total).toBe(figures.returnRate.of);
    }
  });

  it('are the same after a rebuild, and the check finds a wrong sum and a wrong fact', async () => {
    const { database } = house;
    expect(await checkFigures(database, village)).toEqual({ sums: 0, facts: 0 });
    await database.owner.transaction().execute((tx) => rebuildFigures(tx, village, now));
    expect(await checkFigures(database, village)).toEqual({ sums: 0, facts: 0 });
    await database.ownerPool.query(
      `update app.case_daily set done = done + 1 where ctid = (select ctid from app.case_daily where done > 0 limit 1)`,
    );
    // The day, and the month that is not its sum any more.
    expect((await checkFigures(database, village)).sums).toBe(2);
    await database.ownerPool.query(
      `update app.case_monthly set reported = reported + 1 where ctid = (select ctid from app.case_monthly where dim = 'source' limit 1)`,
    );
    expect((await checkFigures(database, village)).sums).toBe(3);
    await database.ownerPool.query(
      `update app.case_facts set on_time = not on_time where case_id = (select case_id from app.case_facts order by 1 limit 1)`,
    );
    expect((await checkFigures(database, village)).facts).toBe(2);
    await database.owner.transaction().execute((tx) => rebuildFigures(tx, village, now));
    expect(await checkFigures(database, village)).toEqual({ sums: 0, facts: 0 });
  });

  it('answer all twelve questions in words', async () => {
    expect(questionKeys).toHaveLength(12);
    for (const question of questionKeys) {
      const answer = await boss.call('GET /api/figures/questions/:question', { params: { question }, query: whole });
      expect(answer.status, question).toBe(200);
      expect(answer.body.zh, question).toMatch(/[。]$/);
      expect(answer.body.en, question).toMatch(/\.$/);
      expect(answer.body.excludedZh.length, question).toBeGreaterThan(5);
      // What is counted as of now may have changed since; what is counted of a period opens to as many cases.
      const fixed = ['sentBack', 'contested', 'reworked', 'hours', 'unseen', 'dissatisfied', 'late', 'grew', 'overdue'];
      for (const { link, n } of answer.body.rows.filter((row) => row.link && fixed.includes(question))) {
        const list = await house.app.inject({ url: `${link}&limit=200`, headers: { cookie: boss.cookie } });
        expect(list.json().rows, `${question} ${link}`).toHaveLength(n);
      }
    }
  });

  it('hide what is about fewer than five people', async () => {
    await house.database.ownerPool.query(`
      update app.post_holders h set to_at = now() from app.posts p
       where p.district_id = h.district_id and p.id = h.post_id and p.role = 'microGridWorker' and h.district_id = ${village}`);
    const { body } = await boss.call('GET /api/figures', { query: { ...whole, split: 'role' } });
    const hidden = body.split.filter((row) => row.hidden);
    expect(hidden.length).toBeGreaterThan(0);
    for (const { value, figures } of hidden) {
      expect(figures.rework).toEqual({ n: 0, of: 0, value: null });
      const cell = value === '' ? { without: 'role' as const } : { role: value };
      const list = await boss.call('GET /api/figures/cases', { query: { ...whole, measure: 'done', ...cell } });
      expect(list).toMatchObject({ status: 403, code: 'figures.too-few-people' });
    }
  });
});

it('hides a larger kind of post too where those hidden are fewer than five people together', () => {
  const people = new Map([
    ['checker', 3],
    ['gridLeader', 6],
    ['microGridWorker', 40],
  ]);
  expect([...hiddenRoles(['microGridWorker', 'gridLeader', 'checker'], people)].sort()).toEqual([
    'checker',
    'gridLeader',
  ]);
  people.set('supervisor', 2);
  expect([...hiddenRoles(['checker', 'supervisor', 'gridLeader'], people)].sort()).toEqual(['checker', 'supervisor']);
  expect([...hiddenRoles(['gridLeader', 'microGridWorker', ''], people)]).toEqual(['']);
  expect([...hiddenRoles(['supervisor', 'vacant'], people)].sort()).toEqual(['supervisor', 'vacant']);
});

it('counts nothing that no figure names, but what the questions need', () => {
  const told: Measure[] = ['dueOpenLate', 'foundSelfHandled', 'redirected'];
  expect(unusedMeasures.toSorted()).toEqual(told);
  expect(measureNames.every((name) => measures[name].zh.length > 0)).toBe(true);
});

describe('a district at work', () => {
  let world: World;
  let leader: Person;
  const follow = async () => {
    while (await readOutbox(house.database, figuresReader, (rows) => takeChanges(house.services, rows)));
  };
  const today = () => new Date(house.services.clock().getTime() + 8 * 3600_000).toISOString().slice(0, 10);
  const sums = async (areaId?: string) =>
    (await leader.call('GET /api/figures', { query: { from: today(), to: today(), ...(areaId ? { areaId } : {}) } }))
      .body.measures;

  beforeAll(async () => {
    world = await makeWorld(house);
    leader = await world.person('leader');
  });

  it('counts a report and each move within one reading, and a dispatch sent back', async () => {
    const { id } = await fileReport(world, 0);
    await follow();
    expect(await sums()).toMatchObject({ reported: 1, valid: 1, appeals: 0, responsePending: 1 });
    const worker = await world.person('microGridWorker', 0);
    await moved(worker, id, { move: 'accept' });
    await follow();
    expect(await sums()).toMatchObject({ appeals: 1, responded: 1, responsePending: 0 });
    expect(await checkFigures(house.database, world.district)).toEqual({ sums: 0, facts: 0 });
  });

  it('loses no move that is made while a case is being counted', async () => {
    const { id } = await fileReport(world, 0);
    await follow();
    const worker = await world.person('microGridWorker', 0);
    await moved(worker, id, { move: 'note', note: '已联系' });
    // Holds up the follower in the middle of its work.
    const holding = await house.database.ownerPool.connect();
    await holding.query('begin');
    await holding.query('select from app.case_facts where case_id = $1 for update', [id]);
    const counted = follow();
    await sleep(300);
    await moved(worker, id, { move: 'accept' });
    await holding.query('rollback');
    holding.release();
    await counted;
    await follow();
    expect(await checkFigures(house.database, world.district)).toEqual({ sums: 0, facts: 0 });
  });

  it('shows a community its own subtree only', async () => {
    const staff = await world.person('communityStaff');
    const root = await world.areaId(world.codes.root);
    const answer = await staff.call('GET /api/figures', { query: { areaId: root } });
    expect([403, 200]).toContain(answer.status);
    const worker = await world.person('microGridWorker', 0);
    expect((await worker.call('GET /api/figures', { query: {} })).code).toBe('right.missing');
  });

  it.each([
    [{ from: '2026-02-30', to: '2026-03-01' }, 'figures.no-such-day'],
    [{ from: '2026-03-02', to: '2026-03-01' }, 'figures.period-backwards'],
    [{ from: '1999-03-02', to: '2026-03-01' }, 'figures.period-too-long'],
    [{ from: '2024-03-02', to: '2026-03-01', grain: 'day' as const }, 'figures.too-many-pieces'],
    [{ areaId: uuidv7() }, 'area.unknown'],
    [{ from: "2026-01-01'; drop table cases" }, 'input.invalid'],
  ])('refuses %j', async (query, code) => {
    expect((await leader.call('GET /api/figures', { query })).code).toBe(code);
  });

  it('refuses a made-up place in a list, and a measure that is none', async () => {
    const after = Buffer.from(JSON.stringify([1e300, uuidv7()])).toString('base64url');
    const list = await leader.call('GET /api/figures/cases', { query: { measure: 'done', after } });
    expect(list.code).toBe('list.bad-cursor');
    const none = await leader.call('GET /api/figures/cases', { query: { measure: 'salary' as Measure } });
    expect(none.code).toBe('input.invalid');
  });
});
