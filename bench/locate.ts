import Flatbush from 'flatbush';
import { makePlaces, outlineOf } from '#demo/places/areas';
import { erqi } from '#demo/places/districts';
import { createRandom, type Random } from '#demo/random';
import { buildLocator, type Enclosure, type Leaf } from '#modules/areas';
import { figure, grouped, type Report } from './figures.ts';
import type { BenchOptions } from './options.ts';

type XY = readonly [number, number];
const MiB = 2 ** 20;
/** As a phone in the street says. */
const accuracyMetres = 15;
const rounds = 5;

/** Copies of the district in rows, side by side: about 350,000 micro-grids, a province's worth. */
const copies = 62;

/** Points per second in the demo district's micro-grids and in 62 times as many, beside the bare index. */
export function benchLocate({ tiny }: BenchOptions): Report {
  const one = readPolygons();
  const count = tiny ? 5000 : 200_000;
  const small = locateIn(one, count, { name: 'locate', least: 400_000 });
  const large = locateIn(repeat(one, tiny ? 4 : copies), count, { name: 'locate.large', least: 250_000 });
  const figures = [...small.figures, ...large.figures];
  return { figures, notes: [...small.notes, ...large.notes, ...explanations] };
}

const explanations = [
  `Points drawn evenly inside the districts; the median of ${rounds} rounds, the three taking turns.`,
  'Limit: bare Flatbush and an even-odd test over flat arrays of the same polygons, first hit, no order of precedence, no exact test near an edge, nothing for a point in a gap.',
  `With accuracy: every point comes with ${accuracyMetres} m; those near a border get candidates with distances.`,
  'Memory: coordinates and index; ours with the outlines of the grids, the limit the micro-grids alone.',
];

type Polygons = ReturnType<typeof readPolygons>;

function locateIn(
  { leaves, grids, districts }: Polygons,
  count: number,
  { name, least }: { name: string; least: number },
): Report {
  const points = pointsIn(districts, count, createRandom('bench/locate'));
  const product = buildLocator(leaves, grids);
  const bare = buildBare(leaves);
  const ours = (point: XY) => {
    const found = product.locate(point);
    return found.kind === 'inside' ? found.areaId : null;
  };
  const different = points.map((point) => [ours(point), bare.find(point)]).filter(([one, other]) => one !== other);
  const unfound = different.filter(([, other]) => other === null).length;
  const rates = inTurns(points, {
    product: (point) => void product.locate(point),
    phone: (point) => void product.locate(point, accuracyMetres),
    bare: (point) => void bare.find(point),
  });
  const edge = points.filter((point) => product.locate(point, accuracyMetres).kind === 'edge').length;
  return {
    figures: [
      figure(
        `${name}.points`,
        'points/s',
        { value: rates.product, limit: rates.bare },
        {
          text: `≥ ${grouped(least)} and ≥ 0.5 of the limit`,
          met: (value, ratio) => value >= least && (ratio ?? 0) >= 0.5,
        },
      ),
      figure(`${name}.points-with-accuracy`, 'points/s', { value: rates.phone, limit: rates.bare }),
      figure(`${name}.memory`, 'MiB', { value: product.bytes / MiB, limit: bare.bytes / MiB }),
    ],
    notes: [
      `${name}: ${leaves.length} micro-grids (${vertices(leaves)} vertices) of ${districts.length === 1 ? 'the district' : `${districts.length} copies of the district side by side`} and the outlines of the ${grids.length} grids above them; ${points.length} points, ${percent(edge, points.length)} of them within ${accuracyMetres} m of a border. Checked: both name the same micro-grid, or none, for ${points.length - different.length} of them; of the others the bare test finds none for ${unfound} and another for ${different.length - unfound}.`,
    ],
  };
}

function readPolygons() {
  const places = makePlaces(erqi, createRandom('erqi').fork('places'), Date.UTC(2026, 0, 1));
  const outline = (area: Parameters<typeof outlineOf>[0]) => ({
    type: 'MultiPolygon' as const,
    coordinates: outlineOf(area),
  });
  const leaves: Leaf[] = (places.levels.at(-1) ?? []).map((area) => ({
    id: area.id,
    kind: area.kind,
    communityId: area.parent?.id ?? null,
    outline: outline(area),
  }));
  const grids: Enclosure[] = (places.levels.at(-2) ?? []).map((area) => ({ id: area.id, outline: outline(area) }));
  const districts = (places.levels[0] ?? []).map((area) => ({ outline: outline(area) }));
  return { leaves, grids, districts };
}

/** Each copy moved by the width or height of the district, with ids of its own. */
function repeat({ leaves, grids, districts }: Polygons, times: number): Polygons {
  const { minX, minY, maxX, maxY } = boxOf(flatten(districts), 0);
  const across = Math.ceil(Math.sqrt(times));
  const moves = Array.from({ length: times }, (_, n) => ({
    n,
    x: (n % across) * (maxX - minX),
    y: Math.floor(n / across) * (maxY - minY),
  }));
  const moved = (outline: Leaf['outline'], { x, y }: { x: number; y: number }) => ({
    type: outline.type,
    coordinates: outline.coordinates.map((rings) =>
      rings.map((ring) => ring.map(([lon, lat]): [number, number] => [lon + x, lat + y])),
    ),
  });
  return {
    leaves: moves.flatMap((move) =>
      leaves.map((leaf) => ({ ...leaf, id: `${move.n}/${leaf.id}`, outline: moved(leaf.outline, move) })),
    ),
    grids: moves.flatMap((move) =>
      grids.map((grid) => ({ id: `${move.n}/${grid.id}`, outline: moved(grid.outline, move) })),
    ),
    districts: moves.flatMap((move) => districts.map(({ outline }) => ({ outline: moved(outline, move) }))),
  };
}

type Drawn = Pick<Leaf, 'outline'>;

function vertices(leaves: readonly Drawn[]): number {
  return leaves.reduce((sum, { outline }) => sum + outline.coordinates.flat(2).length, 0);
}

interface Flat {
  coordinates: Float64Array;
  /** Where each outline's numbers begin, and the end of the last. The demo's outlines are one ring each. */
  start: Uint32Array;
}

function flatten(drawn: readonly Drawn[]): Flat {
  const outlines = drawn.map(({ outline }) => {
    const rings = outline.coordinates.flat();
    if (rings.length !== 1) throw new Error('An outline of the demo has more than one ring.');
    return rings.flat(2);
  });
  const start = new Uint32Array(outlines.length + 1);
  for (const [index, numbers] of outlines.entries()) start[index + 1] = (start[index] as number) + numbers.length;
  return { coordinates: Float64Array.from(outlines.flat()), start };
}

function evenOdd({ coordinates, start }: Flat, outline: number, x: number, y: number): boolean {
  let inside = false;
  const end = (start[outline + 1] as number) - 2;
  for (let i = start[outline] as number; i < end; i += 2) {
    const ay = coordinates[i + 1] as number;
    const by = coordinates[i + 3] as number;
    if (ay > y === by > y) continue;
    const ax = coordinates[i] as number;
    if (x < ax + ((y - ay) * ((coordinates[i + 2] as number) - ax)) / (by - ay)) inside = !inside;
  }
  return inside;
}

function buildBare(leaves: readonly Leaf[]) {
  const ids = leaves.map(({ id }) => id);
  const flat = flatten(leaves);
  const tree = new Flatbush(leaves.length);
  for (const index of leaves.keys()) {
    const box = boxOf(flat, index);
    tree.add(box.minX, box.minY, box.maxX, box.maxY);
  }
  tree.finish();
  const find = ([x, y]: XY): string | null => {
    for (const index of tree.search(x, y, x, y)) {
      if (evenOdd(flat, index, x, y)) return ids[index] as string;
    }
    return null;
  };
  return { find, bytes: flat.coordinates.byteLength + flat.start.byteLength + tree.data.byteLength };
}

function boxOf({ coordinates, start }: Flat, outline: number) {
  const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
  for (let i = start[outline] as number; i < (start[outline + 1] as number); i += 2) {
    box.minX = Math.min(box.minX, coordinates[i] as number);
    box.maxX = Math.max(box.maxX, coordinates[i] as number);
    box.minY = Math.min(box.minY, coordinates[i + 1] as number);
    box.maxY = Math.max(box.maxY, coordinates[i + 1] as number);
  }
  return box;
}

function pointsIn(districts: readonly Drawn[], count: number, rng: Random): XY[] {
  const flat = flatten(districts);
  const boxes = districts.map((_, index) => boxOf(flat, index));
  const points: XY[] = [];
  while (points.length < count) {
    const index = rng.int(0, boxes.length - 1);
    const { minX, minY, maxX, maxY } = boxes[index] as (typeof boxes)[number];
    const point: XY = [minX + rng.next() * (maxX - minX), minY + rng.next() * (maxY - minY)];
    if (evenOdd(flat, index, point[0], point[1])) points.push(point);
  }
  return points;
}

/** Points per second of each, in the median round; taking turns, so that a disturbance meets all. */
function inTurns<Name extends string>(points: readonly XY[], ways: Record<Name, (point: XY) => void>) {
  const names = Object.keys(ways) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const began = performance.now();
      for (const point of points) ways[name](point);
      // The first round only warms up.
      if (round > 0) times[name].push(performance.now() - began);
    }
  }
  const rate = (name: Name) => (points.length / (times[name].sort((a, b) => a - b)[rounds >> 1] as number)) * 1000;
  return Object.fromEntries(names.map((name) => [name, rate(name)])) as Record<Name, number>;
}

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(1)} %`;
}
