import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueOf, splitMinutes } from './split-minutes.ts';

/** A Monday. */
const held = '2026-11-23';

test('each numbered item is a line with who and by when; heads and the end are none', () => {
  const text = `建新社区第3网格协商会会议纪要
时间：2026年11月23日  地点：党群服务中心
参会人员：王芳、李明、物业张经理
会议议定以下事项：
1、3号楼北侧路灯不亮，由网格长李明负责联系市政养护中心，11月30日前修复。
2. 电动车棚加装充电桩，物业公司牵头，
两周内拿出方案并公示；
（3）楼道堆物清理。责任人：王芳，本周五前完成
会议决定：`;
  expect(splitMinutes(text, held)).toEqual([
    {
      matter: '3号楼北侧路灯不亮，由网格长李明负责联系市政养护中心，11月30日前修复。',
      responsible: '网格长李明',
      dueOn: '2026-11-30',
    },
    {
      matter: '电动车棚加装充电桩，物业公司牵头，两周内拿出方案并公示；',
      responsible: '物业公司',
      dueOn: '2026-12-07',
    },
    { matter: '楼道堆物清理。责任人：王芳，本周五前完成', responsible: '王芳', dueOn: '2026-11-27' },
  ]);
});

test('without numbers the sentences that order something are the lines', () => {
  const text = '会议听取了汇报。由社区居委会负责排查飞线充电，三天内完成。大家交流了意见。';
  expect(splitMinutes(text, held)).toEqual([
    { matter: '由社区居委会负责排查飞线充电，三天内完成。', responsible: '社区居委会', dueOn: '2026-11-26' },
  ]);
});

test.each([
  ['11月30日前完成', '2026-11-30'],
  ['2027年1月5日前', '2027-01-05'],
  ['1月10日前', '2027-01-10'],
  ['28日前完成', '2026-11-28'],
  ['5日前完成', '2026-12-05'],
  ['12月底前', '2026-12-31'],
  ['本月底前', '2026-11-30'],
  ['年底前', '2026-12-31'],
  ['5个工作日内', '2026-11-30'],
  ['一个月内', '2026-12-23'],
  ['明天', '2026-11-24'],
  ['周三前', '2026-11-25'],
  ['下周一前', '2026-11-30'],
  ['2月30日前', null],
  ['尽快', null],
  ['3号楼的路灯', null],
])('%s is due on %s', (words, day) => {
  expect(dueOf(words, held)).toBe(day);
});

test('whatever is pasted gives at most 60 lines, each a day or none', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.array(fc.constantFrom('1、', '日前', '12月', '由', '负责', '\n', '99', '周')),
      (noise, parts) => {
        const lines = splitMinutes(noise + parts.join(noise.slice(0, 3)), held);
        expect(lines.length).toBeLessThanOrEqual(60);
        for (const { matter, responsible, dueOn } of lines) {
          expect(matter.length).toBeLessThanOrEqual(500);
          expect(responsible.length).toBeLessThanOrEqual(60);
          if (dueOn !== null) expect(Date.parse(dueOn)).toBeGreaterThanOrEqual(Date.parse(held));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('a text made to be slow is split in a moment; what is daily from now on has no day', () => {
  expect(splitMinutes(`1、由${' '.repeat(19_000)}居委会`, held)).toMatchObject([{ matter: '由 居委会' }]);
  expect([dueOf('今后日常巡查由网格员负责', held), dueOf('大后天完成', held)]).toEqual([null, null]);
}, 2000);
