import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { addLimit, defaultTimes, dueOf } from '#modules/deadlines';
import { moved } from '#testing/cases';
import { testHouse } from '#testing/house';
import { caseIn, times } from '../lifecycle.test-data.ts';
import { runClock } from '../run-clock.job.ts';
import type { TimeRequest } from './case-parts.ts';
import { decidedTime } from './requests.ts';
import { begun, codeOf, type PartsWorld, partsWorld, read } from './world.test-data.ts';

const house = await testHouse();
let all: PartsWorld;
beforeAll(async () => {
  all = await partsWorld(house);
});
const day = 24 * 3600_000;
const at = (text: string | null) => new Date(text ?? 0);

describe('more time, by approval', () => {
  test('an extension adds its working days to both clocks; who asked cannot decide; the resident reads the reason', async () => {
    const { lead, leader, operator, world } = all;
    const { id, token, view } = await begun(all);
    const ask = { move: 'askTime', note: '配件要从省里调', request: { kind: 'extend', days: 3 } } as const;
    expect(await codeOf(lead, id, { move: 'askTime', note: '配件' })).toBe('case.needs-request');
    expect(await codeOf(leader, id, { move: 'grantTime', note: '同意' })).toBe('case.needs-request');
    await moved(lead, id, ask);
    expect(await codeOf(lead, id, ask)).toBe('case.needs-no-request');
    expect(await codeOf(operator, id, { move: 'grantTime', note: '同意' })).toBe('right.missing');
    expect(await codeOf(leader, id, { move: 'grantTime' })).toBe('case.needs-note');
    const granted = await moved(leader, id, { move: 'grantTime', note: '灯罩需定制，延长三个工作日' });
    expect([granted.state, granted.parts.requests[0]?.state]).toEqual(['handling', 'granted']);
    const by = { amount: 3, unit: 'workDay' } as const;
    expect(Math.abs(at(granted.dueAt).getTime() - addLimit(defaultTimes, at(view.dueAt), by).getTime())).toBeLessThan(
      5000,
    );
    expect(at(granted.totalDueAt).getTime()).toBeGreaterThan(at(view.totalDueAt).getTime());
    expect(granted.parts.requests[0]?.effect).toEqual({
      ...{ dueBefore: view.dueAt, dueAfter: granted.dueAt },
      ...{ totalBefore: view.totalDueAt, totalAfter: granted.totalDueAt },
    });
    const track = (await world.public('GET /api/public/track/:token', { params: { token } })).body;
    expect([track.dueAt, track.steps.at(-1)?.note]).toEqual([granted.totalDueAt, '灯罩需定制，延长三个工作日']);
    expect(JSON.stringify(track)).not.toContain('配件要从省里调');
  });

  test('what was granted is kept when the class changes after it', async () => {
    const { lead, leader, operator } = all;
    const classified = await begun(all);
    const granted = await begun(all);
    const other = { move: 'classify', categoryCode: '02001' } as const;
    const plain = await moved(operator, classified.id, other);
    await moved(lead, granted.id, { move: 'askTime', note: '配件要调', request: { kind: 'extend', days: 3 } });
    await moved(leader, granted.id, { move: 'grantTime', note: '同意' });
    const longer = await moved(operator, granted.id, other);
    const by = { amount: 3, unit: 'workDay' } as const;
    for (const end of ['dueAt', 'totalDueAt'] as const) {
      const wanted = addLimit(defaultTimes, at(plain[end]), by).getTime();
      expect(Math.abs(at(longer[end]).getTime() - wanted), end).toBeLessThan(5000);
    }
  });

  test('suspended or deferred both clocks stand still and go on with what was left', async () => {
    const { lead, leader, world } = all;
    for (const [kind, state] of [
      ['suspend', 'suspended'],
      ['defer', 'deferred'],
    ] as const) {
      const { id, token, view } = await begun(all);
      await moved(lead, id, { move: 'askTime', note: '等雨季过去', request: { kind, days: 20 } });
      const granted = await moved(leader, id, { move: 'grantTime', note: '雨季后施工' });
      expect([
        granted.state,
        Math.round((at(granted.dueAt).getTime() - house.services.clock().getTime()) / day),
      ]).toEqual([state, 20]);
      const track = (await world.public('GET /api/public/track/:token', { params: { token } })).body;
      expect(track.paused?.why).toBe(state);
      house.wait(20 * day + 1000);
      await runClock(house.services, { district: world.district, caseId: id });
      const back = await read(lead, id);
      expect([back.state, back.steps.at(-1)?.move, back.overdue]).toEqual(['handling', 'wake', false]);
      expect(at(back.totalDueAt).getTime()).toBeGreaterThanOrEqual(at(view.totalDueAt).getTime() + 19 * day);
    }
  });

  test('refused is on record too; twice at most; what the case ran away from has lapsed', async () => {
    const { lead, leader, operator, unit } = all;
    const { id, view } = await begun(all);
    const ask = { move: 'askTime', note: '缺件', request: { kind: 'extend', days: 1 } } as const;
    await moved(lead, id, ask);
    const refused = await moved(leader, id, { move: 'denyTime', note: '库里有货' });
    expect([refused.dueAt, refused.parts.requests[0]?.state, refused.parts.requests[0]?.words]).toEqual([
      view.dueAt,
      'refused',
      '库里有货',
    ]);
    for (const note of ['一', '二']) {
      await moved(lead, id, ask);
      await moved(leader, id, { move: 'grantTime', note });
    }
    expect(await codeOf(lead, id, ask)).toBe('case.needs-no-request');
    const other = await begun(all);
    await moved(lead, other.id, ask);
    await moved(operator, other.id, { move: 'consult', note: '难办', unitIds: [unit.third] });
    expect((await read(lead, other.id)).parts.requests[0]?.state).toBe('lapsed');
    expect(await codeOf(leader, other.id, { move: 'grantTime', note: '同意' })).toBe('case.not-from-here');
  });

  test('an extension never shortens, and never gives time that has passed (property)', () => {
    const now = new Date('2026-11-21T08:00:00Z');
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 180 }),
        fc.integer({ min: -40, max: 40 }),
        fc.constantFrom('urgentHour' as const, 'workHour' as const, 'workDay' as const, 'naturalDay' as const),
        fc.integer({ min: 1, max: 60 }),
        (days, started, unit, amount) => {
          const from = new Date(now.getTime() + started * day);
          const clock = { from, amount, unit, longAt: now };
          const dueAt = dueOf(defaultTimes, clock);
          const asked: TimeRequest = {
            ...{
              id: 'r',
              kind: 'extend',
              days,
              reason: '',
              askedBy: '',
              askedAccount: 'x',
              askedAt: now,
              state: 'asked',
            },
            ...{ decidedBy: null, decidedAt: null, words: null, effect: null },
          } as const;
          const current = caseIn('handling', {
            ...{ clock, dueAt, totalClock: clock, totalDueAt: dueAt },
            parts: { tasks: [], consultations: [], requests: [asked] },
          });
          const actor = { accountId: 'me', name: '领导' };
          const context = {
            current,
            move: 'grantTime',
            mover: { kind: 'staff', actor },
            post: null,
            now,
            times,
            input: { note: '' },
          };
          const { fields = {} } = decidedTime(context as never);
          const due = fields.due_at as Date;
          expect(due.getTime()).toBeGreaterThan(now.getTime());
          expect(due.getTime()).toBeGreaterThan(dueAt.getTime() < now.getTime() ? now.getTime() : dueAt.getTime() - 1);
          expect((fields.total_due_at as Date).getTime()).toBeGreaterThan(dueAt.getTime());
        },
      ),
      { numRuns: 300, seed: 20261129 },
    );
  });
});
