import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ask } from '#contract/api';
import { fileReport, reportBody } from '#testing/cases';
import { testHouse } from '#testing/house';
import { makeWorld } from '#testing/world';
import { type Decision, inForceOn, shanghaiDate } from './decision-in-force.ts';

const house = await testHouse();
const world = await makeWorld(house);
const admin = await world.person('sysAdmin');
const today = shanghaiDate(house.services.clock());
const tomorrow = shanghaiDate(new Date(house.services.clock().getTime() + 24 * 3600_000));

type Given = Ask<'POST /api/admissions'>['body'];
const decide = (more: Partial<Given>) =>
  admin.call('POST /api/admissions', {
    body: {
      ...{ commandId: randomUUID(), id: randomUUID(), categoryCode: '09004', admitted: false, accepted: false },
      ...{
        belongsZh: '请找纪检监察机关',
        belongsEn: 'Ask discipline inspection',
        unitName: '纪检监察组',
        phone: '12388',
      },
      ...{ decidedBy: '联席会议', documentNo: '1 号', decidedOn: today, validFrom: today, validTo: null },
      ...more,
    },
  });
const category = async (code: string) =>
  (await world.public('GET /api/public/categories', { query: { district: world.district } })).body.rows.find(
    (row) => row.code === code,
  );
const report = (categoryCode: string) =>
  world.phone()('POST /api/public/cases', { body: reportBody(world, 0, { categoryCode }) });

describe('a matter that is not admitted', () => {
  it('is told before sending, in the list and in the suggestions, and refused with where it belongs', {
    timeout: 90_000,
  }, async () => {
    expect((await category('09004'))?.admission).toBeUndefined();
    expect((await decide({})).body).toMatchObject({ inForce: true, admitted: false });
    expect((await category('09004'))?.admission).toEqual({
      ...{ zh: '请找纪检监察机关', en: 'Ask discipline inspection' },
      ...{ unitName: '纪检监察组', phone: '12388', accepted: false },
    });
    const text = '窗口工作人员态度恶劣，推诿扯皮，我要投诉干部作风';
    const { body } = await world.public('POST /api/public/suggest', { body: { district: world.district, text } });
    expect(body.rows.find(({ code }) => code === '09004')?.admission?.phone).toBe('12388');
    const refused = await report('09004');
    expect([refused.status, refused.code]).toEqual([422, 'report.not-admitted']);
    expect(refused.body).toMatchObject({
      zh: '这类事项不由网格受理。请找纪检监察机关（纪检监察组 12388）',
      detail: { phone: '12388' },
    });
    expect((await report('04001')).status).toBe(200);
  });

  it('is taken all the same where the decision says so, and again once it is admitted', {
    timeout: 90_000,
  }, async () => {
    await decide({ accepted: true, documentNo: '2 号' });
    expect((await category('09004'))?.admission?.accepted).toBe(true);
    expect((await report('09004')).status).toBe(200);
    await decide({ documentNo: '3 号' });
    expect((await report('09004')).status).toBe(422);
    await decide({ admitted: true, accepted: true, belongsZh: '', documentNo: '4 号' });
    await fileReport(world, 0, { categoryCode: '09004' });
    const { body } = await admin.call('GET /api/admissions', { query: { categoryCode: '09004' } });
    expect(body.rows.map(({ documentNo, inForce }) => [documentNo, inForce])).toEqual([
      ['4 号', true],
      ['3 号', false],
      ['2 号', false],
      ['1 号', false],
    ]);
  });

  it('counts from its day on, in Shanghai, and a major class stands for its minor ones', async () => {
    await decide({ categoryCode: '08', validFrom: tomorrow, validTo: tomorrow });
    expect((await report('08001')).status).toBe(200);
    house.wait(24 * 3600_000);
    expect((await report('08001')).code).toBe('report.not-admitted');
    house.wait(24 * 3600_000);
    expect((await report('08001')).status).toBe(200);
  });
});

describe('a decision', () => {
  it('is refused where it contradicts itself, by others, and twice under one id', async () => {
    for (const wrong of [
      { validTo: '2020-01-01' },
      { belongsZh: '  ' },
      { admitted: true, accepted: false },
      { documentNo: ' ' },
    ])
      expect([wrong, (await decide(wrong)).code]).toEqual([wrong, 'admission.invalid']);
    expect((await decide({ categoryCode: '77777' })).code).toBe('category.unknown');
    expect((await decide({ validFrom: '2026-02-30' })).code).toBe('admission.invalid');
    for (const validFrom of ['0000-01-01', 'x']) expect((await decide({ validFrom })).status).toBe(400);
    expect((await decide({ phone: '<b>1</b>' })).status).toBe(400);
    const id = randomUUID();
    expect((await decide({ id, categoryCode: '01001' })).status).toBe(200);
    expect((await decide({ id, categoryCode: '01001' })).code).toBe('command.reused');
    const worker = await world.person('microGridWorker');
    const { status } = await worker.call('POST /api/admissions', { body: { commandId: randomUUID() } as Given });
    expect([400, 403]).toContain(status);
  });

  it('in force is the last recorded of those that cover the day', () => {
    const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-01-0${n}`);
    const one = fc.record({ categoryCode: fc.constantFrom('a', 'b'), validFrom: day, validTo: fc.option(day) });
    fc.assert(
      fc.property(fc.array(one), day, (decisions: Decision[], on) => {
        const byHand = (code: string) => {
          for (const decision of decisions)
            if (decision.categoryCode === code && decision.validFrom <= on && (decision.validTo ?? '9') >= on)
              return decision;
          return undefined;
        };
        const found = inForceOn(decisions, on);
        return found.get('a') === byHand('a') && found.get('b') === byHand('b');
      }),
    );
  });
});
