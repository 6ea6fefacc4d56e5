// The demo's geography: a made-up district, divided level by level without gap or overlap. No real boundary is
// used or imitated (a public map of China needs an approval number).
import { buildComplex, type Complex, type Projection, projection } from './geometry/complex.ts';
import { allot, partition } from './geometry/partition.ts';
import { doubleArea, type GridRing, ringsOf } from './geometry/rings.ts';
import { type Outline, scatter } from './geometry/sites.ts';
import { trim } from './geometry/trim.ts';
import { relax, voronoi } from './geometry/voronoi.ts';
import { at, type Random } from './random.ts';

export type { Outline } from './geometry/sites.ts';

/** One first-level area (street, town, village) of the plan. */
export interface Part {
  /** Share of the micro-grids. */
  readonly weight: number;
  /** 0 = old town, 1 = countryside; decides who gets the large cells. */
  readonly rural: number;
  /** How many second-level areas it has; 0 = its grids hang directly under it. */
  readonly parts: number;
}

export interface Plan {
  readonly first: readonly Part[];
  readonly grids: number;
  readonly microGrids: number;
  /** Schools, hospitals, markets: so many of the micro-grids of each first-level area. */
  readonly dedicatedEach: number;
}

export interface Piece {
  /** Index in the level above; -1 for the district itself. */
  readonly parent: number;
  readonly rings: readonly GridRing[];
  /** A point well inside, in degrees. */
  readonly inside: readonly [number, number];
  readonly areaM2: number;
  readonly dedicated: boolean;
  readonly cells: readonly number[];
}

export interface Tessellation {
  /** levels[0] is the district alone, the last level holds the micro-grids. */
  readonly levels: readonly (readonly Piece[])[];
  readonly complex: Complex;
  readonly project: Projection;
}

interface Group {
  readonly parent: number;
  readonly cells: readonly number[];
}

/** Children in the order of the national rule: from north to south, from west to east (bands of a tenth). */
function inOrder(complex: Complex, groups: readonly number[][]): number[][] {
  const placed = groups.map((cells) => {
    const x = cells.reduce((sum, cell) => sum + at(complex.x, cell), 0) / cells.length;
    const y = cells.reduce((sum, cell) => sum + at(complex.y, cell), 0) / cells.length;
    return { cells, x, y };
  });
  const heights = placed.map((group) => group.y);
  const band = (Math.max(...heights) - Math.min(...heights)) / Math.ceil(Math.sqrt(groups.length)) || 1;
  const row = (y: number) => Math.floor((Math.max(...heights) - y) / band);
  return placed.sort((one, two) => row(one.y) - row(two.y) || one.x - two.x).map((group) => group.cells);
}

function even(count: number, rng: Random) {
  return Array.from({ length: count }, () => ({ weight: rng.int(80, 120), rural: 0 }));
}

function divide(complex: Complex, above: readonly Group[], counts: readonly number[], rng: Random): Group[] {
  return above.flatMap((group, parent) => {
    const groups = partition(complex, group.cells, even(at(counts, parent), rng), rng);
    return inOrder(complex, groups).map((cells): Group => ({ parent, cells }));
  });
}

function divideAll(complex: Complex, plan: Plan, rng: Random): Group[][] {
  const everything = Array.from({ length: complex.cells }, (_, cell) => cell);
  const first = partition(complex, everything, plan.first, rng).map((cells): Group => ({ parent: 0, cells }));
  const levels: Group[][] = [[{ parent: -1, cells: everything }], first];
  if (plan.first.some((part) => part.parts > 0)) {
    levels.push(
      divide(
        complex,
        first,
        plan.first.map((part) => part.parts),
        rng,
      ),
    );
  }
  const lowest = at(levels, levels.length - 1);
  const grids = allot(
    plan.grids,
    lowest.map((group) => group.cells.length),
  );
  levels.push(divide(complex, lowest, grids, rng));
  const above = at(levels, levels.length - 1);
  levels.push(
    above.flatMap((group, parent) =>
      inOrder(
        complex,
        group.cells.map((cell) => [cell]),
      ).map((cells): Group => ({ parent, cells })),
    ),
  );
  return levels;
}

/** A few micro-grids of each first-level area become schools, hospitals and markets. */
function chooseDedicated(first: readonly Group[], each: number, rng: Random): Set<number> {
  return new Set(first.flatMap((group) => rng.shuffle(group.cells).slice(0, each)));
}

export function tessellate(outline: Outline, plan: Plan, rng: Random): Tessellation {
  let sites = scatter(outline, plan.microGrids, rng);
  let cells = voronoi(sites);
  for (let round = 0; round < 2; round++) {
    sites = relax(sites, cells);
    cells = voronoi(sites);
  }
  sites = trim(sites, cells);
  cells = voronoi(sites);
  const project = projection(outline.center);
  const complex = buildComplex(sites, cells, outline.areaKm2, project, rng);
  const groups = divideAll(complex, plan, rng);
  const dedicated = chooseDedicated(at(groups, 1), plan.dedicatedEach, rng);
  const last = groups.length - 1;
  const levels = groups.map((list, level) =>
    list.map((group): Piece => {
      const rings = ringsOf(complex, group.cells);
      const grid = project.toGrid(...middleSite(complex, group.cells));
      return {
        parent: group.parent,
        rings,
        inside: [grid[0] / 1e6, grid[1] / 1e6],
        areaM2: (rings.reduce((sum, ring) => sum + doubleArea(ring), 0) / 2) * project.squareMetres,
        dedicated: level === last && dedicated.has(at(group.cells, 0)),
        cells: group.cells,
      };
    }),
  );
  return { levels, complex, project };
}

/** The site nearest to the middle of the group: it lies inside even where the middle does not. */
function middleSite(complex: Complex, cells: readonly number[]): [number, number] {
  const x = cells.reduce((sum, cell) => sum + at(complex.x, cell), 0) / cells.length;
  const y = cells.reduce((sum, cell) => sum + at(complex.y, cell), 0) / cells.length;
  let best = at(cells, 0);
  for (const cell of cells) {
    const far = Math.hypot(at(complex.x, cell) - x, at(complex.y, cell) - y);
    if (far < Math.hypot(at(complex.x, best) - x, at(complex.y, best) - y)) best = cell;
  }
  return [at(complex.x, best), at(complex.y, best)];
}

/** GeoJSON coordinates of a piece: closed rings in degrees with six decimals. */
export function coordinates(piece: Piece): [number, number][][] {
  return piece.rings.map((ring) => {
    const points: [number, number][] = [];
    for (let index = 0; index < ring.length; index += 2) {
      points.push([at(ring, index) / 1e6, at(ring, index + 1) / 1e6]);
    }
    points.push(at(points, 0));
    return points;
  });
}
