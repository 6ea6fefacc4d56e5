import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankSimilar } from './similar-texts.ts';
import { standardCategories } from './standard-catalogue.ts';

const report = (title: string, body = '') => ({ title, body });
const textOf = ({ title, body }: { title: string; body: string }) => `${title} ${title} ${body}`;

describe('similar reports', () => {
  const lamp = report('中原路路灯不亮', '中原路与嵩山路口往东第三盏路灯坏了一周，晚上看不清路');
  const others = [
    report('中原路嵩山路口路灯坏了', '路口东侧的路灯已经好几天不亮了，晚上很黑'),
    report('楼道堆满杂物', '三单元楼道里堆着纸箱和旧家具，走不过去'),
    report('垃圾桶满溢', '小区门口垃圾桶满了两天没人收'),
    report('中原路路灯不亮', '中原路与嵩山路口往东第三盏路灯坏了一周，晚上看不清路'),
  ];

  it('come best first, the same wording with a mark, other matters not at all', () => {
    const ranked = rankSimilar(textOf(lamp), others);
    expect(ranked.map(({ title }) => title)).toEqual([others[3]?.title, others[0]?.title]);
    expect(ranked[0]?.score).toBeCloseTo(1, 6);
    expect(ranked[0]?.likelySame).toBe(true);
  });

  it('are none for empty texts and empty shortlists', () => {
    expect(rankSimilar('', others)).toEqual([]);
    expect(rankSimilar(textOf(lamp), [])).toEqual([]);
    expect(rankSimilar(textOf(lamp), [report(''), report('!!')])).toEqual([]);
  });

  it('reads the first 400 characters of the body', () => {
    const far = report('情况反映', `${'无'.repeat(400)}中原路嵩山路口往东第三盏路灯坏了一周晚上看不清路`);
    expect(rankSimilar(textOf(lamp), [far])).toEqual([]);
  });

  it('score between the floor and one, in falling order, whatever the texts', () => {
    const sentences = standardCategories.flatMap((category) => category.examples);
    const wording = fc.record({ title: fc.constantFrom(...sentences), body: fc.constantFrom('', ...sentences) });
    fc.assert(
      fc.property(fc.constantFrom(...sentences), fc.array(wording, { maxLength: 12 }), (text, candidates) => {
        const ranked = rankSimilar(text, candidates);
        const scores = ranked.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((a, b) => b - a));
        for (const { score, likelySame } of ranked) {
          expect(score).toBeGreaterThanOrEqual(0.25);
          expect(score).toBeLessThanOrEqual(1.000001);
          expect(likelySame).toBe(score >= 0.45);
        }
      }),
      { seed: 20260101 },
    );
  });

  it('puts the other report of the same matter first', () => {
    const pairs = [
      [
        report('楼下烧烤店油烟扰民', '大学路夜市烧烤店油烟直排，熏得开不了窗'),
        report('烧烤店油烟太大', '大学路烧烤店每晚油烟飘到家里'),
      ],
      [
        report('井盖松动', '幸福小区东门口井盖松动，车一过就响'),
        report('幸福小区东门井盖响', '东门口的井盖一过车就咣当响'),
      ],
      [
        report('电梯故障', '金水花园5号楼电梯又停了，老人下不来'),
        report('金水花园电梯坏了', '5号楼电梯停运三天没人修'),
      ],
      [report('污水外溢', '建设巷化粪池满了，污水流到路上'), report('建设巷流污水', '巷子里化粪池外溢，臭得很')],
      [report('拖欠工资', '万和工地拖欠工资三个月，工人要讨薪'), report('万和工地不发工资', '包工头拖欠三个月工资')],
      [
        report('流浪狗追人', '人民公园南门一群流浪狗追小孩'),
        report('人民公园有流浪狗', '南门附近流浪狗很多，吓到孩子'),
      ],
    ] as const;
    const all = pairs.flat();
    for (const [one, other] of pairs) {
      const [best] = rankSimilar(
        textOf(one),
        all.filter((text) => text !== one),
      );
      expect(best?.body).toBe(other.body);
    }
  });
});
