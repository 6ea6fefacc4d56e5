import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultList } from './outline-faults.ts';
import type { StandingArea } from './place-in-tree.ts';
import { type PropertyMapping, readFeatures } from './read-features.ts';
import { validateOutlines } from './validate-outlines.ts';

const mapping: PropertyMapping = {
  code: 'code',
  name: 'name',
  parentCode: 'parent',
  level: 'level',
  households: 'households',
  kind: 'kind',
};
const levels = [
  { level: 0, zh: '区', en: 'District' },
  { level: 1, zh: '街道', en: 'Subdistrict' },
  { level: 2, zh: '社区', en: 'Community' },
];

/** Squares on a lattice of about 92 x 111 m. */
const step = 0.001;
type Ring = number[][];
const square = (x: number, y: number, w = 1, h = 1): Ring => {
  const [west, south] = [113 + x * step, 34 + y * step];
  const [east, north] = [west + w * step, south + h * step];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
};
const feature = (code: string, parent: string | null, rings: Ring[], more: Record<string, unknown> = {}) => ({
  type: 'Feature',
  properties: { code, name: `区域${code}`, parent, ...more },
  geometry: { type: 'Polygon', coordinates: rings },
});
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const root = feature('10', null, [square(0, 0, 4, 4)]);
const quarters = [
  feature('1001', '10', [square(0, 0, 2, 2)]),
  feature('1002', '10', [square(2, 0, 2, 2)]),
  feature('1003', '10', [square(0, 2, 2, 2)]),
  feature('1004', '10', [square(2, 2, 2, 2)]),
];

function check(file: unknown, standing: StandingArea[] = [], system: 'wgs84' | 'gcj02' = 'wgs84') {
  const faults = faultList();
  const drafts = readFeatures(file, mapping, system, faults);
  const { drafts: placed, warnings } = validateOutlines(drafts, standing, levels, faults);
  return {
    placed,
    kinds: faults.listed.map(({ kind }) => kind),
    faults: faults.listed,
    total: faults.total,
    warnings: warnings.listed,
  };
}

describe('a file of outlines', () => {
  test('a sound file passes, with depths from the tree and outer rings counter-clockwise', () => {
    const backwards = feature('100101', '1001', [square(0, 0, 2, 2).reverse()], {
      households: '62',
      kind: 'residential',
    });
    const result = check(collection(backwards, root, ...quarters));
    expect(result.faults).toEqual([]);
    expect(result.warnings).toEqual([]);
    const leaf = result.placed.find(({ code }) => code === '100101');
    expect(leaf).toMatchObject({ depth: 2, households: 62, kind: 'residential' });
    expect(leaf?.outline?.coordinates[0]?.[0]).toEqual(
      result.placed.find(({ code }) => code === '1001')?.outline?.coordinates[0]?.[0],
    );
  });

  const bowtie = [
    [113, 34],
    [113.002, 34.002],
    [113.002, 34],
    [113, 34.002],
    [113, 34],
  ];
  const broken: [string, unknown, string][] = [
    ['no collection', [], 'not-a-collection'],
    ['null', null, 'not-a-collection'],
    ['a feature that is a string', collection('x'), 'not-a-feature'],
    ['a point', collection({ ...root, geometry: { type: 'Point', coordinates: [113, 34] } }), 'wrong-geometry'],
    ['no geometry', collection({ ...root, geometry: null }), 'wrong-geometry'],
    ['an open ring', collection(feature('10', null, [square(0, 0).slice(0, 4)])), 'not-closed'],
    ['a triangle of three points', collection(feature('10', null, [square(0, 0).slice(0, 3)])), 'too-few-positions'],
    ['four equal points', collection(feature('10', null, [Array(4).fill([113, 34])])), 'too-few-positions'],
    ['text for a number', collection(feature('10', null, [[['113', 34] as never, ...square(0, 0)]])), 'wrong-position'],
    ['NaN', collection(feature('10', null, [[[Number.NaN, 34], ...square(0, 0)]])), 'wrong-position'],
    ['nesting without end', collection(feature('10', null, [[[[[[[[113]]]]] as never]]])), 'wrong-position'],
    ['latitude first', collection(feature('10', null, [square(0, 0).map(([x = 0, y = 0]) => [y, x])])), 'swapped'],
    [
      'metres',
      collection(feature('10', null, [square(0, 0).map(([x = 0, y = 0]) => [x * 1e4, y * 1e4])])),
      'out-of-range',
    ],
    ['a bow tie', collection(feature('10', null, [bowtie])), 'self-intersection'],
    [
      'a spike',
      collection(
        feature('10', null, [
          [
            [113, 34],
            [113.001, 34],
            [113.003, 34],
            [113.001, 34],
            [113.001, 34.001],
            [113, 34],
          ],
        ]),
      ),
      'self-intersection',
    ],
    ['a hole outside', collection(feature('10', null, [square(0, 0), square(2, 2)])), 'hole-outside'],
    [
      'a hole in a hole',
      collection(feature('10', null, [square(0, 0, 4, 4), square(1, 1, 2, 2), square(1.5, 1.5)])),
      'hole-outside',
    ],
    ['a speck', collection(feature('10', null, [square(0, 0, 0.004, 0.002)])), 'too-small'],
    ['no code', collection(feature('', null, [square(0, 0)])), 'no-code'],
    ['a code with a slash', collection(feature('10/1', null, [square(0, 0)])), 'bad-code'],
    ['a code twice', collection(root, root), 'duplicate-code'],
    ['an unknown parent', collection(feature('1001', '99', [square(0, 0)])), 'unknown-parent'],
    ['a second root', collection(root, feature('20', null, [square(9, 9)])), 'no-parent'],
    [
      'parents in a circle',
      collection(feature('11', '12', [square(0, 0)]), feature('12', '11', [square(0, 0)])),
      'parent-circle',
    ],
    ['a wrong level', collection(root, feature('1001', '10', [square(0, 0)], { level: '社区' })), 'wrong-level'],
    ['an unknown level', collection(root, feature('1001', '10', [square(0, 0)], { level: '大队' })), 'unknown-level'],
    ['half a household', collection(feature('10', null, [square(0, 0)], { households: 1.5 })), 'bad-households'],
    ['a strange kind', collection(feature('10', null, [square(0, 0)], { kind: 'castle' })), 'bad-kind'],
    ['a child outside', collection(root, feature('1001', '10', [square(3, 3, 2, 1)])), 'outside-parent'],
    [
      'an overlap',
      collection(root, ...quarters.slice(0, 3), feature('1004', '10', [square(1.9, 2, 2.1, 2)])),
      'overlap',
    ],
    [
      'the same outline twice',
      collection(root, feature('1001', '10', [square(0, 0)]), feature('1002', '10', [square(0, 0)])),
      'overlap',
    ],
    [
      'a cross without a corner inside',
      collection(root, feature('1001', '10', [square(0, 1, 4, 1)]), feature('1002', '10', [square(1, 0, 1, 4)])),
      'overlap',
    ],
  ];
  test.each(broken)('%s is refused', (_, file, kind) => {
    const result = check(file);
    expect(result.kinds).toContain(kind);
    for (const fault of result.faults) {
      expect(fault.zh).not.toMatch(/\{|undefined/);
      expect(fault.en).not.toMatch(/\{|undefined/);
    }
  });

  test('one run tells every fault: of the fields, of the tree, of each outline and between them', () => {
    const file = collection(
      root,
      feature('1001', '10', [square(0, 0, 2, 2)], { households: 'many' }),
      feature('1002', '10', [square(1.5, 0, 2, 2)]),
      feature('', '10', [square(3, 3, 2, 1)]),
      feature('1004', '10', [bowtie], { kind: 'castle' }),
      feature('1005', '99', [square(0, 2)]),
      feature('100101', '1001', [square(0, 0)], { level: '大队' }),
      feature('10/06', '10', [square(0, 2)]),
      feature('1007', '10', [square(0, 2)]),
      feature('1007', '10', [square(2, 2)]),
    );
    expect(
      check(file)
        .faults.map(({ feature, code, kind }) => `${feature} ${code} ${kind}`)
        .sort(),
    ).toEqual([
      '1 1001 bad-households',
      '1 1001 overlap',
      '3 null no-code',
      '3 null outside-parent',
      '4 1004 bad-kind',
      '4 1004 self-intersection',
      '5 1005 unknown-parent',
      '6 100101 unknown-level',
      '7 10/06 bad-code',
      '7 10/06 overlap',
      '9 1007 duplicate-code',
    ]);
  });

  test('two parts on top of each other, and a child over the lake in its parent, are refused; an island in a lake is not', () => {
    const parts = (...rings: Ring[][]) => ({ ...root, geometry: { type: 'MultiPolygon', coordinates: rings } });
    expect(check(collection(parts([square(0, 0, 4, 4)], [square(1, 1)]))).kinds).toEqual(['parts-overlap']);
    const lake = [square(0, 0, 4, 4), square(1, 1, 2, 2)];
    expect(check(collection(parts(lake, [square(1.5, 1.5)]))).kinds).toEqual([]);
    const overLake = feature('1001', '10', [square(0.5, 0.5, 3, 3)]);
    expect(check(collection(feature('10', null, lake), overLake)).kinds).toEqual(['outside-parent']);
  });

  test('half a metre of disagreement between neighbours is let through, two metres are not', () => {
    const shifted = (metres: number) =>
      collection(
        root,
        ...quarters.slice(0, 3),
        feature('1004', '10', [square(2 - metres / 92.3, 2, 2 + metres / 92.3, 2)]),
      );
    expect(check(shifted(0.5)).kinds).toEqual([]);
    expect(check(shifted(2)).kinds).toEqual(['overlap']);
  });

  test('a dedicated area may lie on a residential one, but not on another dedicated one', () => {
    const school = feature('10019', '10', [square(0.5, 0.5)], { kind: 'dedicated' });
    expect(check(collection(root, ...quarters, school)).kinds).toEqual([]);
    expect(check(collection(root, ...quarters, school)).warnings).toEqual([]);
    const mall = feature('10029', '10', [square(1, 1)], { kind: 'dedicated' });
    expect(check(collection(root, ...quarters, school, mall)).kinds).toEqual(['overlap']);
  });

  test('what the children leave uncovered is a warning with its size', () => {
    const [warning] = check(collection(root, ...quarters.slice(0, 3))).warnings;
    expect(warning).toMatchObject({ kind: 'gap', code: '10' });
    expect(warning?.en).toContain('25.0 %');
  });

  test('the file is checked against what stands: parents, siblings and the parent of a known code', () => {
    const polygon = (ring: Ring) => ({ type: 'MultiPolygon' as const, coordinates: [[ring as [number, number][]]] });
    const stands = (code: string, parentCode: string | null, level: number, ring: Ring): StandingArea => ({
      code,
      name: `区域${code}`,
      parentCode,
      level,
      kind: 'residential',
      outline: polygon(ring),
    });
    const standing = [stands('10', null, 0, square(0, 0, 4, 4)), stands('1001', '10', 1, square(0, 0, 2, 2))];
    expect(check(collection(feature('1002', '10', [square(2, 0, 2, 2)])), standing).kinds).toEqual([]);
    expect(check(collection(feature('1002', '10', [square(1, 0, 2, 2)])), standing).kinds).toEqual(['overlap']);
    expect(check(collection(feature('1002', '10', [square(3, 0, 2, 2)])), standing).kinds).toEqual(['outside-parent']);
    expect(check(collection(feature('1001', '11', [square(0, 0)])), standing).kinds).toContain('parent-changed');
    // a redrawn parent must still hold what stands in it
    expect(check(collection(feature('10', null, [square(1, 0, 3, 4)])), standing).kinds).toEqual(['outside-parent']);
    expect(check(collection(feature('100101', '1001', [square(0, 0)])), standing).placed[0]?.depth).toBe(2);
  });

  test('GCJ-02 comes in about 500 m away from its numbers', () => {
    const moved = check(collection(root), [], 'gcj02').placed[0]?.outline?.coordinates[0]?.[0]?.[0] ?? [113, 34];
    expect(Math.hypot((moved[0] - 113) * 92_300, (moved[1] - 34) * 111_000)).toBeGreaterThan(200);
  });

  test('at most 1,000 faults are listed, all are counted', () => {
    const many = Array.from({ length: 1_500 }, (_, i) => feature(`X${i}`, 'NONE', [square(0, 0)]));
    const result = check(collection(...many));
    expect(result.faults).toHaveLength(1_000);
    expect(result.total).toBe(1_500);
  });

  test('hostile sizes end with a fault, not with a hanging server', () => {
    const comb = Array.from({ length: 60_000 }, (_, i) =>
      i % 2 === 0 ? [113 + i * 1e-6, 34] : [113.9 + i * 1e-6, 34.9],
    );
    const started = process.cpuUsage();
    expect(check(collection(feature('10', null, [[...comb, [114.9, 33.9], [113, 33.9], [113, 34]]]))).kinds).toEqual([
      'too-tangled',
    ]);
    const wide = Array.from({ length: 1_000_001 }, () => [113, 34]);
    expect(check(collection(feature('10', null, [wide]))).kinds).toContain('too-many-vertices');
    // processor time, for another process must not fail this
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10);
    const rings = Array.from({ length: 2_001 }, () => square(0, 0));
    expect(check(collection(feature('10', null, rings))).kinds).toEqual(['too-many-rings']);
  });

  test('whatever JSON comes, the answer is a list of faults and never an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (a, b, c) => {
        check(a);
        check(collection(a, b));
        check(collection({ type: 'Feature', properties: a, geometry: { type: 'Polygon', coordinates: [b] } }));
        check(collection(feature('10', null, [b as never])), []);
        check(collection({ ...root, geometry: { type: 'MultiPolygon', coordinates: [c] } }));
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
