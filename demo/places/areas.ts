// Codes, names and ids for the pieces of the map.
import { coordinates, type Part, type Piece, type Tessellation, tessellate } from '../geometry.ts';
import { at, type Random } from '../random.ts';
import type { DistrictPlan } from './districts.ts';
import { type Division, readCommunities, readStreets } from './divisions.ts';

export interface DemoArea {
  readonly id: string;
  readonly parent: DemoArea | null;
  readonly level: number;
  readonly code: string;
  /** 第3网格 for grids; the full one stands in `fullName`. */
  readonly name: string;
  /** 大学南路社区第2网格·第4微网格. */
  readonly fullName: string;
  readonly kind: 'residential' | 'dedicated';
  /** Codes from the root, each ended by a slash. */
  readonly path: string;
  readonly lon: number;
  readonly lat: number;
  readonly piece: Piece;
  /** True where neither name nor code is in the national list. */
  readonly generated: boolean;
  households: number;
}

export interface Places {
  /** By level: the root, ..., the micro-grids; parents stand before their children's level. */
  readonly levels: readonly (readonly DemoArea[])[];
  readonly tessellation: Tessellation;
}

interface Named extends Division {
  readonly generated: boolean;
  readonly children: readonly (Division & { readonly generated: boolean })[];
}

const real = (division: Division) => ({ ...division, generated: false });

/** Names for first-level areas that the list lacks; codes from 5xx, which the list does not use here. */
const extraStreets = [
  { name: '樱桃沟片区', children: ['樱桃沟北社区', '樱桃沟南社区', '红花岭村', '石匠庄村'] },
  { name: '南溪片区', children: ['南溪东社区', '南溪西社区', '柳沟村'] },
];

function generatedStreet(county: number, index: number): Named {
  const street = at(extraStreets, index);
  const code = `${county}5${String(index + 1).padStart(2, '0')}`;
  return {
    code: `${code}000`,
    name: street.name,
    generated: true,
    children: street.children.map((name, child) => ({
      code: `${code}${String(name.endsWith('村') ? 200 + child : 1 + child).padStart(3, '0')}`,
      name,
      generated: true,
    })),
  };
}

/** The real streets with their communities; missing streets are added, surplus communities taken off the largest. */
function namesOfDistrict(plan: DistrictPlan): Named[] {
  const communities = readCommunities(String(plan.id));
  const streets: Named[] = readStreets(String(plan.id)).map((street) => ({
    ...real(street),
    children: communities.filter(({ code }) => code.startsWith(street.code.slice(0, 9))).map(real),
  }));
  while (streets.length < plan.first) streets.push(generatedStreet(plan.id, plan.first - streets.length - 1));
  const chosen = streets.slice(0, plan.first).map((street) => ({ ...street, children: [...street.children] }));
  let surplus = chosen.reduce((sum, street) => sum + street.children.length, 0) - plan.second;
  while (surplus > 0) {
    const largest = chosen.reduce((best, street) => (street.children.length > best.children.length ? street : best));
    largest.children.pop();
    surplus--;
  }
  if (surplus < 0) throw new Error(`${plan.name}: ${-surplus} second-level areas are missing`);
  return chosen;
}

function namesOfTown(plan: DistrictPlan): Named[] {
  const { only = /./ } = plan;
  const found = readCommunities(String(plan.id))
    .filter(({ name }) => only.test(name))
    .map((village) => ({ ...real(village), children: [] }));
  if (plan.first > found.length) throw new Error(`${plan.name}: only ${found.length} villages in the list`);
  // A world of one village takes the first village, not the town's own communities.
  if (plan.first === 1 && !plan.only) return found.filter((village) => village.name.endsWith('村')).slice(0, 1);
  return found.slice(0, plan.first);
}

function partOf(street: Named, plan: DistrictPlan, rng: Random): Part {
  return {
    weight: plan.second > 0 ? street.children.length : rng.int(70, 130),
    rural: (plan.rural.test(street.name) ? 1 : 0) + rng.next() * 0.5,
    parts: street.children.length,
  };
}

const dedicatedNames = ['小学', '中学', '卫生服务中心', '农贸市场', '商业广场', '幼儿园', '客运站', '体育公园'];

interface Naming {
  readonly plan: DistrictPlan;
  readonly names: readonly Named[];
  readonly rng: Random;
  readonly since: number;
}

type Label = Pick<DemoArea, 'code' | 'name' | 'fullName' | 'generated'>;

function labelOf(naming: Naming, level: number, index: number, rank: number, parent: DemoArea): Label {
  const { plan, names } = naming;
  const named = plan.second > 0 ? 2 : 1;
  if (level === 1) {
    const { code, name, generated } = at(names, index);
    return { code, name, fullName: name, generated };
  }
  if (level <= named) {
    const list = names.flatMap((street) => street.children);
    const { code, name, generated } = at(list, index);
    return { code, name, fullName: name, generated };
  }
  const suffix = String(rank + 1).padStart(3, '0');
  const grid = level === named + 1;
  const name = grid ? `第${rank + 1}网格` : `第${rank + 1}微网格`;
  return {
    code: `${parent.code}${suffix}`,
    name,
    fullName: `${parent.fullName}${grid ? '' : '·'}${name}`,
    generated: true,
  };
}

function householdsOf(leaf: boolean, dedicated: boolean, rng: Random): number {
  if (!leaf || dedicated) return 0;
  // 50 to 80, most near the middle, as the reports draw their micro-grids.
  return Math.round((rng.int(50, 80) + rng.int(50, 80)) / 2);
}

function dedicatedName(label: Label, parent: DemoArea, rng: Random): Label {
  const place = parent.parent?.name.replace(/(社区|村)$/, '') ?? parent.name;
  const name = `${place}${rng.pick(dedicatedNames)}专属网格`;
  return { ...label, name, fullName: name };
}

function nameLevel(naming: Naming, pieces: readonly Piece[], level: number, above: readonly DemoArea[], leaf: boolean) {
  const ranks = new Map<number, number>();
  return pieces.map((piece, index): DemoArea => {
    const parent = at(above, piece.parent);
    const rank = ranks.get(piece.parent) ?? 0;
    ranks.set(piece.parent, rank + 1);
    const plain = labelOf(naming, level, index, rank, parent);
    const label = piece.dedicated ? dedicatedName(plain, parent, naming.rng) : plain;
    return {
      ...label,
      id: naming.rng.uuid(naming.since),
      parent,
      level,
      kind: piece.dedicated ? 'dedicated' : 'residential',
      path: `${parent.path}${label.code}/`,
      lon: piece.inside[0],
      lat: piece.inside[1],
      piece,
      households: householdsOf(leaf, piece.dedicated, naming.rng),
    };
  });
}

function rootOf(plan: DistrictPlan, piece: Piece, id: string): DemoArea {
  const code = String(plan.id).padEnd(12, '0');
  return {
    id,
    parent: null,
    level: 0,
    code,
    name: plan.name,
    fullName: plan.fullName,
    kind: 'residential',
    path: `${code}/`,
    lon: piece.inside[0],
    lat: piece.inside[1],
    piece,
    generated: false,
    households: 0,
  };
}

/** Tessellates the district and names every piece. `since` is the day on which the areas came into force (ms). */
export function makePlaces(plan: DistrictPlan, rng: Random, since: number): Places {
  const names = plan.second > 0 ? namesOfDistrict(plan) : namesOfTown(plan);
  const shape = rng.fork('shape');
  const first = names.map((street) => partOf(street, plan, shape));
  const { grids, microGrids, dedicatedEach } = plan;
  const tessellation = tessellate(plan.outline, { first, grids, microGrids, dedicatedEach }, shape);
  const naming: Naming = { plan, names, rng: rng.fork('names'), since };
  const levels: DemoArea[][] = [[rootOf(plan, at(at(tessellation.levels, 0), 0), naming.rng.uuid(since))]];
  const depth = tessellation.levels.length;
  for (let level = 1; level < depth; level++) {
    const above = at(levels, level - 1);
    levels.push(nameLevel(naming, at(tessellation.levels, level), level, above, level === depth - 1));
  }
  for (const leaf of at(levels, depth - 1)) {
    for (let above = leaf.parent; above; above = above.parent) above.households += leaf.households;
  }
  return { levels, tessellation };
}

/** GeoJSON MultiPolygon coordinates. */
export function outlineOf(area: DemoArea): [number, number][][][] {
  return [coordinates(area.piece)];
}
