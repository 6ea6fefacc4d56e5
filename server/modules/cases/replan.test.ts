import { uuidv7 } from 'uuidv7';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CalendarDocument } from '#contract/deadlines';
import { fileReport, moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld, type World } from '#testing/world';
import { replanCases } from './replan-cases.job.ts';

const house = await testHouse();
let world: World;
beforeAll(async () => {
  world = await makeWorld(house);
});

const allDay = [{ from: 0, to: 1440 }];
const always = [allDay, allDay, allDay, allDay, allDay, allDay, allDay];
const year = (at: Date) => at.getUTCFullYear();
const dayText = (at: Date) => new Date(at.getTime() + 8 * 3600_000).toISOString().slice(0, 10);
const later = (hours: number) => new Date(house.services.clock().getTime() + hours * 3600_000);

/** Work day and night, but on the days given. */
function calendarWithout(...free: Date[]): CalendarDocument {
  const days = free.map((at) => ({ day: dayText(at), kind: 'holiday' as const, name: '停工' }));
  const years = [...new Set([house.services.clock(), ...free].map(year))];
  return {
    patterns: [{ from: '2020-01-01', days: always }],
    years: years.map((one) => ({ year: one, days: days.filter(({ day }) => day.startsWith(String(one))) })),
  };
}

async function setCalendar(document: CalendarDocument, of = world): Promise<void> {
  const admin = await of.person('sysAdmin');
  const answer = await admin.call('PUT /api/deadlines/calendar', { body: { commandId: uuidv7(), document } });
  expect(answer.status).toBe(200);
}

const runs = (of = world) =>
  house.database.owner
    .selectFrom('replans')
    .selectAll()
    .where('district_id', '=', of.district)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
async function follow(of = world) {
  const [run] = await runs(of);
  await replanCases(house.services, { district: of.district, id: run?.id ?? '' });
  return (await runs(of))[0];
}
const stored = (id: string) =>
  house.database.owner.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const jobOf = async (id: string, of = world) =>
  (
    await house.database.ownerPool.query<{ run_at: Date }>(`select run_at from graphile_worker.jobs where key = $1`, [
      `clock:${of.district}:${id}`,
    ])
  ).rows;

describe('a changed calendar', () => {
  test('moves what is due, its job to the second, and writes it down; run again it finds nothing', async () => {
    await setCalendar(calendarWithout());
    const { id } = await fileReport(world, 0, { categoryCode: '05003' });
    const worker = await world.person('microGridWorker');
    await moved(worker, id, { move: 'accept' });
    await moved(worker, id, { move: 'arrive', point: world.pointIn(0) });
    const before = await stored(id);
    expect((await follow())?.finished_at).not.toBeNull();
    expect((await stored(id)).seq).toBe(before.seq);

    // The lamp has two working days; tomorrow becomes a holiday.
    await setCalendar(calendarWithout(later(24)));
    const done = await follow();
    const after = await stored(id);
    expect([done?.looked, done?.moved, done?.finished_at !== null]).toEqual([1, 1, true]);
    expect([after.seq, after.state]).toEqual([before.seq + 1, 'onSite']);
    for (const column of ['due_at', 'total_due_at'] as const)
      expect(Number(after[column]) - Number(before[column])).toBe(24 * 3600_000);
    expect(await jobOf(id)).toEqual([{ run_at: after.due_at }]);
    const { body } = await worker.call('GET /api/cases/:id', { params: { id } });
    expect(body.steps.at(-1)).toMatchObject({ move: 'replan', internal: true });

    await replanCases(house.services, { district: world.district, id: done?.id ?? '' });
    await setCalendar(calendarWithout(later(24)));
    expect(await follow()).toMatchObject({ looked: 1, moved: 0 });
    expect((await stored(id)).seq).toBe(after.seq);
  });

  test('a run that was cut short goes on behind its last page', async () => {
    const own = await makeWorld(house);
    await setCalendar(calendarWithout(), own);
    const worker = await own.person('microGridWorker');
    const ids: string[] = [];
    for (const n of [0, 0, 0]) {
      const { id } = await fileReport(own, n as 0, { categoryCode: '05003' });
      await moved(worker, id, { move: 'accept' });
      ids.push(id);
    }
    await setCalendar(calendarWithout(later(24)), own);
    const [run] = await runs(own);
    const [first] = ids.toSorted();
    await house.database.owner
      .updateTable('replans')
      .set({ cursor_id: first ?? null, looked: 1 })
      .where('id', '=', run?.id ?? '')
      .execute();
    expect(await follow(own)).toMatchObject({ looked: 3, moved: 2 });
  });

  test('a threshold moves no end and writes no step', async () => {
    const own = await makeWorld(house);
    const { id } = await fileReport(own, 0, { categoryCode: '05003' });
    const before = await stored(id);
    const admin = await own.person('sysAdmin');
    const thresholds = { near: { share: 0.5 }, long: { amount: 1, unit: 'workHour' as const } };
    await admin.call('PUT /api/deadlines/thresholds', { body: { commandId: uuidv7(), thresholds } });
    expect(await follow(own)).toMatchObject({ reason: 'thresholds', looked: 1, moved: 0 });
    const after = await stored(id);
    expect([after.seq, after.due_at]).toEqual([before.seq, before.due_at]);
    expect(after.near_at).toEqual(new Date((before.reported_at.getTime() + Number(before.due_at)) / 2));
  });
});

describe('pauses', () => {
  test('the rests of both clocks are kept in their own units and go on with the answer', async () => {
    const own = await makeWorld(house);
    await setCalendar(calendarWithout(), own);
    const { id } = await fileReport(own, 0, { categoryCode: '05003' });
    const worker = await own.person('microGridWorker');
    await moved(worker, id, { move: 'accept' });
    await moved(worker, id, { move: 'arrive', point: own.pointIn(0) });
    house.wait(12 * 3600_000);
    await moved(worker, id, { move: 'ask', note: '哪一盏？' });
    const { held } = (await stored(id)) as {
      held: { clock: { amount: number; unit: string }; total: { amount: number } };
    };
    expect(held.clock.unit).toBe('workDay');
    expect(held.clock.amount).toBeCloseTo(1.5, 3);
    expect(held.total.amount).toBeCloseTo(1.5, 3);
    house.wait(30 * 3600_000);
    await moved(worker, id, { move: 'resume' });
    const after = await stored(id);
    const left = (at: Date | null) => (Number(at) - house.services.clock().getTime()) / 3600_000;
    expect([after.held, Math.round(left(after.due_at)), Math.round(left(after.total_due_at))]).toEqual([null, 36, 36]);
  });
});
