import Flatbush from 'flatbush';
import { makePlaces, outlineOf } from '#demo/places/areas';
import { erqi } from '#demo/places/districts';
import { createRandom, type Random } from '#demo/random';
import { buildLocator, type Enclosure, type Leaf } from '#modules/areas';
import { figure, type Report } from './figures.ts';
import type { BenchOptions } from './options.ts';

type XY = readonly [number, number];
const MiB = 2 ** 20;
/** As a phone in the street says. */
const accuracyMetres = 15;
const rounds = 5;

/** Points per second in the demo district's micro-grids, beside the bare index with the plain even-odd test. */
export function benchLocate({ tiny }: BenchOptions): Report {
  const { leaves, grids, district } = readPolygons();
  const points = pointsIn(district, tiny ? 5000 : 200_000, createRandom('bench/locate'));
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
        'locate.points',
        'points/s',
        { value: rates.product, limit: rates.bare },
        {
          text: '≥ 400,000 and ≥ 0.5 of the limit',
          met: (value, ratio) => value >= 400_000 && (ratio ?? 0) >= 0.5,
        },
      ),
      figure('locate.points-with-accuracy', 'points/s', { value: rates.phone, limit: rates.bare }),
      figure('locate.memory', 'MiB', { value: product.bytes / MiB, limit: bare.bytes / MiB }),
    ],
    notes: [
      `${leaves.length} micro-grids (${vertices(leaves)} vertices) and the outlines of the ${grids.length} grids above them; ${points.length} points drawn evenly inside the district; the median of ${rounds} rounds, the three taking turns.`,
      'Limit: bare Flatbush and an even-odd test over flat arrays of the same polygons, first hit, no order of precedence, no exact test near an edge, nothing for a point in a gap.',
      `With accuracy: every point comes with ${accuracyMetres} m; ${percent(edge, points.length)} of them are near a border and get candidates with distances.`,
      `Memory: coordinates and index; ours with the outlines of the grids, the limit the micro-grids alone.`,
      `Checked: both name the same micro-grid, or none, for ${points.length - different.length} of ${points.length} points; of the others the bare test finds none for ${unfound} and another for ${different.length - unfound}.`,
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
  const district = (places.levels[0] ?? []).map((area) => ({ outline: outline(area) }));
  return { leaves, grids, district };
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

function pointsIn(district: readonly Drawn[], count: number, rng: Random): XY[] {
  const flat = flatten(district);
  const { minX, minY, maxX, maxY } = boxOf(flat, 0);
  const points: XY[] = [];
  while (points.length < count) {
    const point: XY = [minX + rng.next() * (maxX - minX), minY + rng.next() * (maxY - minY)];
    if (evenOdd(flat, 0, point[0], point[1])) points.push(point);
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
