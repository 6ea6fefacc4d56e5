// The planar complex of micro-cells on an integer grid of 0.000001 degree: every border line is made once and
// used by both sides, so areas of any level fit without gap or overlap.
import { at, type Random } from '../random.ts';
import type { Sites } from './sites.ts';
import { type Cell, centroid } from './voronoi.ts';

export interface HalfEdge {
  readonly cell: number;
  /** The cell across, or -1 outside the district. */
  readonly across: number;
  readonly from: number;
  readonly to: number;
  /** Points from `from` up to but without `to`: longitude, latitude, ... in millionths of a degree. */
  readonly path: readonly number[];
}

export interface Complex {
  readonly cells: number;
  readonly edges: readonly (readonly HalfEdge[])[];
  /** Sites in metres from the middle, for growing regions. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly areaM2: Float64Array;
}

interface Corners {
  readonly x: number[];
  readonly y: number[];
  readonly id: (one: number, two: number, three: number, x: number, y: number) => number;
}

const metresPerDegree = 111_320;
// Voronoi edges may be shorter than the grid's 0.11 m; 8 m keeps corners apart after rounding.
const shortest = 8;

function corners(total: number): Corners {
  const known = new Map<number, number>();
  const x: number[] = [];
  const y: number[] = [];
  const radix = total + 4;
  const id: Corners['id'] = (one, two, three, cornerX, cornerY) => {
    const low = Math.min(one, two, three);
    const high = Math.max(one, two, three);
    const key = (low * radix + (one + two + three - low - high)) * radix + high;
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, x.length);
    x.push(cornerX);
    y.push(cornerY);
    return x.length - 1;
  };
  return { x, y, id };
}

interface Side {
  readonly cell: number;
  readonly across: number;
  readonly from: number;
  readonly to: number;
}

function sidesOf(cells: readonly Cell[], inside: number, table: Corners): Side[][] {
  const all: Side[][] = [];
  for (let cell = 0; cell < inside; cell++) {
    const { x, y, neighbour } = at(cells, cell);
    const ids = x.map((cornerX, index) => {
      const before = at(neighbour, (index + neighbour.length - 1) % neighbour.length);
      return table.id(cell, before, at(neighbour, index), cornerX, at(y, index));
    });
    all.push(
      neighbour.map((across, index) => ({ cell, across, from: at(ids, index), to: at(ids, (index + 1) % ids.length) })),
    );
  }
  return all;
}

/** Pulls the ends of very short sides apart along the bisector, so that every corner keeps exactly three sides. */
function stretch(sides: readonly Side[][], sites: Sites, table: Corners): void {
  for (const side of sides.flat()) {
    const dx = at(table.x, side.to) - at(table.x, side.from);
    const dy = at(table.y, side.to) - at(table.y, side.from);
    if (dx * dx + dy * dy >= shortest * shortest) continue;
    const normalX = at(sites.x, side.across) - at(sites.x, side.cell);
    const normalY = at(sites.y, side.across) - at(sites.y, side.cell);
    const half = shortest / 2 / Math.hypot(normalX, normalY);
    const middleX = at(table.x, side.from) + dx / 2;
    const middleY = at(table.y, side.from) + dy / 2;
    table.x[side.from] = middleX + normalY * half;
    table.y[side.from] = middleY - normalX * half;
    table.x[side.to] = middleX - normalY * half;
    table.y[side.to] = middleY + normalX * half;
  }
}

/** How far the line may leave the side at `share` without leaving the triangle over it whose top is the site. */
function room(share: number, top: number, height: number): number {
  const rising = top > 0 ? share / top : Number.POSITIVE_INFINITY;
  const falling = top < 1 ? (1 - share) / (1 - top) : Number.POSITIVE_INFINITY;
  return height * Math.min(rising, falling);
}

interface Line {
  readonly x: number[];
  readonly y: number[];
}

/** A wiggly line over a side; it stays inside the two triangles to the sites, so no two lines can cross. */
function wiggle(side: Side, sites: Sites, table: Corners, cellSize: number, rng: Random): Line {
  const ax = at(table.x, side.from);
  const ay = at(table.y, side.from);
  const dx = at(table.x, side.to) - ax;
  const dy = at(table.y, side.to) - ay;
  const length = Math.hypot(dx, dy);
  const points = Math.min(3, Math.floor(length / (cellSize * 0.2)));
  const line: Line = { x: [ax], y: [ay] };
  const tops = [side.cell, side.across].map((site) => {
    const px = at(sites.x, site) - ax;
    const py = at(sites.y, site) - ay;
    return { top: (px * dx + py * dy) / length ** 2, height: Math.abs(px * dy - py * dx) / length };
  });
  for (let index = 1; index <= points; index++) {
    const share = (index + (rng.next() - 0.5) * 0.5) / (points + 1);
    const free = 0.6 * Math.min(...tops.map(({ top, height }) => room(share, top, height)));
    const lift = Math.max(-free, Math.min(free, rng.normal(0, length * 0.07)));
    line.x.push(ax + dx * share - (dy / length) * lift);
    line.y.push(ay + dy * share + (dx / length) * lift);
  }
  line.x.push(at(table.x, side.to));
  line.y.push(at(table.y, side.to));
  return line;
}

export function projection(center: readonly [number, number]) {
  const perLongitude = metresPerDegree * Math.cos((center[1] * Math.PI) / 180);
  return {
    toGrid: (x: number, y: number): [number, number] => [
      Math.round((center[0] + x / perLongitude) * 1e6),
      Math.round((center[1] + y / metresPerDegree) * 1e6),
    ],
    squareMetres: perLongitude * metresPerDegree * 1e-12,
  };
}

export type Projection = ReturnType<typeof projection>;

function scaled(values: ArrayLike<number>, factor: number): Float64Array {
  return Float64Array.from(values, (value) => value * factor);
}

/** Builds the complex of the first `sites.inside` cells, enlarged so that they cover `areaKm2`. */
export function buildComplex(
  rough: Sites,
  cells: readonly Cell[],
  areaKm2: number,
  project: Projection,
  rng: Random,
): Complex {
  const inside = rough.inside;
  const areas = cells.slice(0, inside).map((cell) => centroid(cell.x, cell.y).area);
  const factor = Math.sqrt((areaKm2 * 1e6) / areas.reduce((sum, area) => sum + area, 0));
  const sites: Sites = { x: scaled(rough.x, factor), y: scaled(rough.y, factor), inside };
  const bigger = cells.map((cell) => ({
    x: [...scaled(cell.x, factor)],
    y: [...scaled(cell.y, factor)],
    neighbour: cell.neighbour,
  }));
  const table = corners(cells.length);
  const sides = sidesOf(bigger, inside, table);
  stretch(sides, sites, table);
  const size = (cell: number) => Math.sqrt(at(areas, Math.min(cell, inside - 1))) * factor;
  if (sides.some((list) => list.some((side) => side.across >= cells.length))) {
    throw new Error('the district touches the frame of the drawing');
  }
  const lines = new Map<number, number[]>();
  const draw = (side: Side): HalfEdge => {
    const across = side.across < inside ? side.across : -1;
    // Cells are drawn in order, so a line to an earlier cell exists already.
    const known = lines.get(side.across * inside + side.cell);
    if (known) return { ...side, across, path: backwards(known) };
    const line = wiggle(side, sites, table, size(side.cell), rng);
    const path = line.x.flatMap((x, index) => project.toGrid(x, at(line.y, index)));
    if (across >= 0) lines.set(side.cell * inside + across, path);
    return { ...side, across, path: path.slice(0, -2) };
  };
  const edges = sides.map((list) => list.map(draw));
  const areaM2 = Float64Array.from(areas, (area) => area * factor ** 2);
  return { cells: inside, edges, x: sites.x, y: sites.y, areaM2 };
}

/** The same line seen from the other side, again without its last point. */
function backwards(path: readonly number[]): number[] {
  const turned: number[] = [];
  for (let index = path.length - 2; index > 0; index -= 2) turned.push(at(path, index), at(path, index + 1));
  return turned;
}
