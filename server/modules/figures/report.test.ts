import exceljs from 'exceljs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { formulas } from '#contract/figure-formulas';
import { type Measure, measureNames } from '#contract/figure-measures';
import type { FigureCasesQuery } from '#contract/figures';
import { demoPassword, loadDemo } from '#demo/load';
import { cryptoOf } from '#kernel/crypto';
import type { FileStore } from '#kernel/file-store';
import { testHouse } from '#testing/house';
import { plusDays } from './periods.ts';
import { signedIn } from './signed-in.test-data.ts';

const house = await testHouse();
const now = new Date('2026-11-21T09:00:00Z');
const whole = { from: '2025-12-01', to: '2026-11-21' };
let boss: Awaited<ReturnType<typeof signedIn>>;

beforeAll(async () => {
  // Nothing but `put` is called.
  const files = { put: async () => true } as unknown as FileStore;
  const crypto = cryptoOf(Buffer.alloc(32, 7));
  const told = { scale: 'village' as const, seed: 'report', now, onProgress: () => undefined };
  await loadDemo({ database: house.database, crypto, files }, told);
  house.wait(now.getTime() - Date.now());
  boss = await signedIn(house, 'boss', demoPassword);
}, 120_000);

const get = (url: string) => house.app.inject({ url, headers: { cookie: boss.cookie } });

describe('sums add', () => {
  /** By the list behind each number, which counts without the daily sums. */
  async function total(measure: Measure, query: Omit<FigureCasesQuery, 'measure'>): Promise<number> {
    const { body, status } = await boss.call('GET /api/figures/cases', { query: { ...query, measure, limit: 1 } });
    expect(status).toBe(200);
    return body.total;
  }

  it('over any days, areas and units, for any measure', async () => {
    const { body } = await boss.call('GET /api/figures', { query: { ...whole, split: 'area' } });
    const areas = body.split;
    const days = fc.tuple(fc.nat(355), fc.nat(60), fc.nat(60));
    const measures = measureNames.filter((name) => name !== 'handleMinutes');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...measures), days, async (measure, [start, first, second]) => {
        const from = plusDays(whole.from, start);
        const [cut, to] = [plusDays(from, first), plusDays(from, first + second + 1)];
        const all = await total(measure, { from, to });
        const two = [await total(measure, { from, to: cut }), await total(measure, { from: plusDays(cut, 1), to })];
        expect(
          two.reduce((sum, n) => sum + n, 0),
          `${measure} ${from} ${cut} ${to}`,
        ).toBe(all);
        const summed = await boss.call('GET /api/figures', { query: { from, to } });
        expect(summed.body.measures[measure], `${measure} ${from} ${to}`).toBe(all);
        let below = 0;
        for (const { areaId } of areas) below += areaId ? await total(measure, { from, to, areaId }) : 0;
        expect(below, `${measure} ${from} ${to} by area`).toBe(all);
      }),
      { seed: 6, numRuns: 25 },
    );
  }, 60_000);

  it('from days to weeks, months, quarters and years, and from rows to the whole', async () => {
    for (const grain of ['week', 'month', 'quarter', 'year'] as const) {
      const { body } = await boss.call('GET /api/figures', { query: { ...whole, grain, split: 'unit' } });
      for (const key of ['onTime', 'rework', 'returnRate', 'response', 'found'] as const) {
        const sum = (rows: readonly { figures: typeof body.figures }[], part: 'n' | 'of') =>
          rows.reduce((all, { figures }) => all + (figures[key][part] ?? 0), 0);
        expect(sum(body.trend, 'n'), `${grain} ${key}`).toBe(body.figures[key].n);
        expect(sum(body.trend, 'of'), `${grain} ${key}`).toBe(body.figures[key].of ?? 0);
        expect(sum(body.split, 'n'), `unit ${key}`).toBe(body.figures[key].n);
      }
    }
  });
});

describe('a table to take away', () => {
  it('holds every figure with its formula, each group and each piece, as numbers', async () => {
    const query = `from=${whole.from}&to=${whole.to}&grain=month&split=area`;
    const answer = await get(`/api/figures/export?${query}&format=xlsx`);
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toContain('.xlsx');
    const book = new exceljs.Workbook();
    await book.xlsx.load(new Uint8Array(answer.rawPayload).buffer);
    expect(book.worksheets.map(({ name }) => name)).toEqual(['指标', '分组', '走势']);
    const { body } = await boss.call('GET /api/figures', { query: { ...whole, grain: 'month', split: 'area' } });
    const [figures, groups, trend] = book.worksheets;
    expect(figures?.rowCount).toBe(2 + Object.keys(formulas).length);
    expect(figures?.getRow(3).getCell(2).value).toBe(formulas.onTime.zh);
    expect(figures?.getRow(3).getCell(4).value).toBe(body.figures.onTime.n);
    expect(figures?.getRow(3).getCell(8).value).toBe('按期办结 ÷ 应结案');
    expect(groups?.rowCount).toBe(1 + body.split.length);
    expect(trend?.rowCount).toBe(1 + body.trend.length);
    expect(trend?.getRow(2).getCell(3).value).toBe(body.trend[0]?.figures.onTime.n);
  });

  it('is one number a line as csv, and hides what is about fewer than five people', async () => {
    await house.database.ownerPool.query(`
      update app.post_holders h set to_at = now() from app.posts p
       where p.district_id = h.district_id and p.id = h.post_id and p.role = 'microGridWorker'`);
    const { body } = await boss.call('GET /api/figures', { query: { ...whole, split: 'role' } });
    expect(body.split.some(({ hidden }) => hidden)).toBe(true);
    const csv = (await get(`/api/figures/export?from=${whole.from}&to=${whole.to}&split=role&format=csv&lang=en`)).body;
    expect(csv.startsWith('\ufeff"Table","Row","Figure","Value","Numerator","Denominator"\r\n')).toBe(true);
    const hidden = csv.split('\r\n').filter((line) => line.includes('fewer than five'));
    expect(hidden.length).toBeGreaterThan(0);
    expect(hidden.every((line) => line.endsWith('"","",""'))).toBe(true);
  });

  it.each([
    'format=pdf',
    'format=csv&from=2026-02-30',
    'format=xlsx&split=salary',
    'format=csv&areaId=0197a000-0000-7000-8000-000000000000',
  ])('refuses %s', async (query) => {
    expect((await get(`/api/figures/export?${query}`)).statusCode).toBeGreaterThanOrEqual(400);
  });
});

describe('the monthly report', () => {
  /** Without unpacking: what a PDF says about itself. */
  const about = (pdf: Buffer) => {
    const text = pdf.toString('latin1');
    return {
      pages: text.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0,
      pictures: text.match(/\/Subtype \/Image/g)?.length ?? 0,
      fonts: text.match(/\/FontFile/g)?.length ?? 0,
      scripts: text.match(/\/(JavaScript|JS|OpenAction|Launch)\b/g)?.length ?? 0,
    };
  };

  it('is a PDF of some pages with its letters in it, charts as vectors, and nothing that runs', async () => {
    const answer = await get('/api/figures/report?month=2026-10');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/pdf');
    const pdf = answer.rawPayload;
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(about(pdf)).toMatchObject({ pictures: 0, fonts: 2, scripts: 0 });
    expect(about(pdf).pages).toBeGreaterThanOrEqual(3);
    // The letters that occur, not the 8 MB of a whole font.
    expect(pdf.length).toBeLessThan(600_000);
  }, 30_000);

  it('is made of any area below, in English too, and of the month that is not over', async () => {
    const { body } = await boss.call('GET /api/figures', { query: { split: 'area' } });
    const areaId = body.split.find((row) => row.areaId)?.areaId ?? '';
    const answer = await get(`/api/figures/report?month=2026-11&lang=en&areaId=${areaId}`);
    expect(about(answer.rawPayload).pages).toBeGreaterThanOrEqual(2);
  }, 30_000);

  it('is refused for a month that has not come, one that is none, and to those who may not', async () => {
    expect((await get('/api/figures/report?month=2026-12')).json().code).toBe('figures.month-ahead');
    expect((await get('/api/figures/report?month=2026-13')).json().code).toBe('input.invalid');
    expect((await get('/api/figures/report')).json().code).toBe('input.invalid');
    const worker = await signedIn(house, 'worker', demoPassword);
    const asked = { url: '/api/figures/report?month=2026-10', headers: { cookie: worker.cookie } };
    expect((await house.app.inject(asked)).json().code).toBe('right.missing');
  });
});
