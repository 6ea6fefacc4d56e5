// Divides a connected set of cells into connected parts of given sizes: all parts grow at once, the one that is
// furthest behind its share takes the free cell nearest to its middle; then the middles move and it starts again.
import { at, type Random } from '../random.ts';
import type { Complex } from './complex.ts';

interface Entry {
  readonly cell: number;
  readonly far: number;
}

class Heap {
  readonly #list: Entry[] = [];
  get size(): number {
    return this.#list.length;
  }
  push(entry: Entry): void {
    const list = this.#list;
    let index = list.length;
    list.push(entry);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (at(list, parent).far <= entry.far) break;
      list[index] = at(list, parent);
      index = parent;
    }
    list[index] = entry;
  }
  pop(): Entry {
    const list = this.#list;
    const first = at(list, 0);
    const last = list.pop();
    if (last === undefined || list.length === 0) return first;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= list.length) break;
      if (child + 1 < list.length && at(list, child + 1).far < at(list, child).far) child++;
      if (at(list, child).far >= last.far) break;
      list[index] = at(list, child);
      index = child;
    }
    list[index] = last;
    return first;
  }
}

type Point = readonly [number, number];

function distance(complex: Complex, cell: number, point: Point): number {
  return Math.hypot(at(complex.x, cell) - point[0], at(complex.y, cell) - point[1]);
}

function nearest(complex: Complex, cells: readonly number[], point: Point, taken: ReadonlySet<number>): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (const cell of cells) {
    const far = distance(complex, cell, point);
    if (far < least && !taken.has(cell)) {
      least = far;
      best = cell;
    }
  }
  return best;
}

function closest(complex: Complex, cell: number, points: readonly Point[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  points.forEach((point, index) => {
    const far = distance(complex, cell, point);
    if (far < least) {
      least = far;
      best = index;
    }
  });
  return best;
}

function middles(complex: Complex, groups: readonly (readonly number[])[]): Point[] {
  return groups.map((group): Point => {
    const x = group.reduce((sum, cell) => sum + at(complex.x, cell), 0) / group.length;
    const y = group.reduce((sum, cell) => sum + at(complex.y, cell), 0) / group.length;
    return [x, y];
  });
}

/** k-means over the cells; since each cell counts once, dense places get more of the starting points. */
function startingPoints(complex: Complex, cells: readonly number[], parts: number, rng: Random): Point[] {
  const chosen = rng.shuffle(cells).slice(0, parts);
  let points = chosen.map((cell): Point => [at(complex.x, cell), at(complex.y, cell)]);
  for (let round = 0; round < 5; round++) {
    const groups = points.map((): number[] => []);
    for (const cell of cells) at(groups, closest(complex, cell, points)).push(cell);
    points = middles(complex, groups).map((point, index) => (at(groups, index).length ? point : at(points, index)));
  }
  return points;
}

function grow(complex: Complex, cells: readonly number[], points: readonly Point[], weights: readonly number[]) {
  const free = new Set(cells);
  const groups = points.map((): number[] => []);
  const fronts = points.map(() => new Heap());
  const taken = new Set<number>();
  const take = (part: number, cell: number) => {
    free.delete(cell);
    at(groups, part).push(cell);
    for (const { across } of at(complex.edges, cell)) {
      if (free.has(across)) at(fronts, part).push({ cell: across, far: distance(complex, across, at(points, part)) });
    }
  };
  points.forEach((point) => {
    taken.add(nearest(complex, cells, point, taken));
  });
  [...taken].forEach((cell, part) => {
    take(part, cell);
  });
  while (free.size > 0) {
    const part = furthestBehind(groups, fronts, weights);
    const { cell } = at(fronts, part).pop();
    if (free.has(cell)) take(part, cell);
  }
  return groups;
}

function furthestBehind(groups: readonly number[][], fronts: readonly Heap[], weights: readonly number[]): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let part = 0; part < groups.length; part++) {
    const filled = at(groups, part).length / at(weights, part);
    if (at(fronts, part).size > 0 && filled < least) {
      least = filled;
      best = part;
    }
  }
  if (best < 0) throw new Error('the cells to divide are not connected');
  return best;
}

/** How spread the cells around each point are: countryside has large cells. */
function spread(complex: Complex, cells: readonly number[], points: readonly Point[]): number[] {
  const sum = points.map(() => 0);
  const count = points.map(() => 0);
  for (const cell of cells) {
    const part = closest(complex, cell, points);
    sum[part] = at(sum, part) + at(complex.areaM2, cell);
    count[part] = at(count, part) + 1;
  }
  return sum.map((area, part) => area / Math.max(1, at(count, part)));
}

/**
 * Divides `cells` into one connected group per part, sized by weight. Parts are given places by how rural they
 * are: the most rural one takes the place with the largest cells.
 */
export function partition(
  complex: Complex,
  cells: readonly number[],
  parts: readonly { readonly weight: number; readonly rural: number }[],
  rng: Random,
): number[][] {
  if (parts.length > cells.length) throw new Error(`${parts.length} parts do not fit into ${cells.length} cells`);
  const found = startingPoints(complex, cells, parts.length, rng);
  const open = spread(complex, cells, found);
  const places = found.map((_, index) => index).sort((one, two) => at(open, one) - at(open, two));
  const order = parts.map((_, index) => index).sort((one, two) => at(parts, one).rural - at(parts, two).rural);
  const points: Point[] = found.map((point) => point);
  order.forEach((part, rank) => {
    points[part] = at(found, at(places, rank));
  });
  const weights = parts.map((part) => part.weight);
  let groups = grow(complex, cells, points, weights);
  for (let round = 0; round < 4; round++) groups = grow(complex, cells, middles(complex, groups), weights);
  return groups;
}

/** Shares `total` out in proportion to the sizes, at least one each and never more than the size itself. */
export function allot(total: number, sizes: readonly number[]): number[] {
  const all = sizes.reduce((sum, size) => sum + size, 0);
  const exact = sizes.map((size) => (size * total) / all);
  const given = exact.map((value, index) => Math.min(at(sizes, index), Math.max(1, Math.floor(value))));
  let rest = total - given.reduce((sum, value) => sum + value, 0);
  const step = Math.sign(rest);
  while (rest !== 0) {
    let best = -1;
    let need = Number.NEGATIVE_INFINITY;
    given.forEach((value, index) => {
      const possible = step > 0 ? value < at(sizes, index) : value > 1;
      const wish = step * (at(exact, index) - value);
      if (possible && wish > need) {
        need = wish;
        best = index;
      }
    });
    if (best < 0) throw new Error(`${total} cannot be shared out over ${sizes.length} areas of ${all} cells`);
    given[best] = at(given, best) + step;
    rest -= step;
  }
  return given;
}
