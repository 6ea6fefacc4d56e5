// Compounds, buildings and natural villages: the address list by which places are found. All made up.
import { contains } from '../geometry/lines.ts';
import { at, type Random } from '../random.ts';
import type { DemoArea, Places } from './areas.ts';
import type { DistrictPlan } from './districts.ts';

export interface DemoAddress {
  readonly id: string;
  /** 苗圃街18号院3号楼 */
  readonly text: string;
  readonly compound: string;
  readonly area: DemoArea;
  readonly lon: number;
  readonly lat: number;
  readonly households: number;
  /** Why it belongs to another micro-grid than the one it stands in; null where geometry decides. */
  readonly assignedReason: string | null;
}

const roads =
  `苗圃街 福华街 永安街 保全街 兴华街 建新街 淮河路 大学路 嵩山路 航海路 长江路 郑密路 京广路 碧云路 庆丰街 勤劳街
  合作路 望江路 漓江路 珠江路 赣江路 汉江路 南屏路 鼎盛大道 芦邢路 学院路 行云路 马头岗路 丹青路 文峰路 安平街 团结路 和睦路 槐荫街
  建业街 陇南路 桃源路 桐柏街 青云路 育才街 向阳街 新圃街 康复街 自强街 春晖路 橄榄街 洁云路 祥云路`
    .split(/\s+/)
    .filter(Boolean);
const estates =
  `锦绣 春晖 翠竹 丽景 金桂 文苑 和谐 祥瑞 书香 碧水 云锦 望江 芳华 颐和 康乐 福泽 兰亭 枫林 星河 晨光 紫藤 静雅 听松 百合 玉兰
  银杏 海棠 学府 天禧 明德`
    .split(/\s+/)
    .filter(Boolean);
const hamlets = '上坞 下坞 前山 后山 东塘 西塘 桥头 祠堂前 新屋 大畈 溪边 里宅 外宅 岭脚 樟树下 杨梅山'.split(' ');

function cityCompound(taken: Set<string>, rng: Random): string {
  for (;;) {
    const name = rng.chance(0.62)
      ? `${rng.pick(roads)}${rng.int(1, 188)}号院`
      : `${rng.pick(estates)}${rng.pick(['花园', '佳苑', '小区', '家园', '雅居', '名邸'])}`;
    const unique = taken.has(name) ? `${name}${rng.pick(['东区', '西区', '南区', '北区', '二期'])}` : name;
    if (taken.has(unique)) continue;
    taken.add(unique);
    return unique;
  }
}

function villageCompound(village: string, taken: Set<string>, rng: Random): string {
  for (let round = 1; ; round++) {
    const name = rng.chance(0.5) ? `${village}${rng.pick(hamlets)}` : `${village}${rng.int(1, 9 + round)}组`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

/** A point in the polygon: towards a random corner from the inner point, at most two thirds of the way. */
function pointIn(area: DemoArea, rng: Random): [number, number] {
  const ring = at(area.piece.rings, 0);
  for (let attempt = 0; attempt < 12; attempt++) {
    const corner = rng.int(0, ring.length / 2 - 1) * 2;
    const share = 0.15 + rng.next() * 0.5;
    const lon = Math.round(area.lon * 1e6 + (at(ring, corner) - area.lon * 1e6) * share) / 1e6;
    const lat = Math.round(area.lat * 1e6 + (at(ring, corner + 1) - area.lat * 1e6) * share) / 1e6;
    if (contains(area.piece.rings, lon, lat)) return [lon, lat];
  }
  return [area.lon, area.lat];
}

function split(total: number, parts: number, rng: Random): number[] {
  const shares: number[] = [];
  let rest = total;
  for (let left = parts; left > 1; left--) {
    const share = Math.round((rest / left) * (0.8 + rng.next() * 0.4));
    shares.push(share);
    rest -= share;
  }
  return [...shares, rest];
}

interface Making {
  readonly plan: DistrictPlan;
  readonly taken: Set<string>;
  readonly rng: Random;
  readonly since: number;
}

/** Last number given in each compound, so that its buildings count on over the micro-grids it spans. */
type Counter = Map<string, number>;

function numbered(compound: string, counter: Counter, step: number): [number, number] {
  const from = (counter.get(compound) ?? 0) + 1;
  counter.set(compound, from + step - 1);
  return [from, from + step - 1];
}

function addressesOf(area: DemoArea, compound: string, making: Making, counter: Counter): DemoAddress[] {
  const { rng, since, plan } = making;
  const make = (text: string, households: number): DemoAddress => {
    const [lon, lat] = pointIn(area, rng);
    return { id: rng.uuid(since), text, compound, area, lon, lat, households, assignedReason: null };
  };
  if (area.kind === 'dedicated') return [make(area.name.replace('专属网格', ''), 0)];
  const shares = split(area.households, rng.int(1, 3), rng);
  if (plan.city && !compound.includes('村')) {
    return shares.map((households) => make(`${compound}${numbered(compound, counter, 1)[0]}号楼`, households));
  }
  return shares.map((households) => {
    const [from, to] = numbered(compound, counter, households);
    return make(`${compound}${from}-${to}号`, households);
  });
}

function share<T>(list: readonly T[], parts: number): T[][] {
  return Array.from({ length: parts }, (_, part) =>
    list.slice(Math.round((part * list.length) / parts), Math.round(((part + 1) * list.length) / parts)),
  );
}

/** How many compounds each grid has: together exactly the plan's number, at least one, at most its micro-grids. */
function compoundsPerGrid(plan: DistrictPlan, sizes: readonly number[], rng: Random): number[] {
  const counts = sizes.map(() => 1);
  const order = rng.shuffle([...sizes.keys()]);
  let rest = Math.min(
    plan.compounds,
    sizes.reduce((sum, size) => sum + size, 0),
  );
  rest -= sizes.length;
  while (rest > 0) {
    for (const index of order) {
      if (rest > 0 && at(counts, index) < at(sizes, index)) {
        counts[index] = at(counts, index) + 1;
        rest--;
      }
    }
  }
  return counts;
}

/** About one in 250 buildings belongs to the micro-grid next door, as Suoqian assigns by kinship and choice. */
function assignByChoice(list: readonly DemoAddress[], places: Places, rng: Random): DemoAddress[] {
  const leaves = at(places.levels, places.levels.length - 1);
  const byCell = new Map(leaves.map((leaf) => [at(leaf.piece.cells, 0), leaf]));
  return list.map((address) => {
    if (address.area.kind === 'dedicated' || !rng.chance(0.004)) return address;
    const across = at(places.tessellation.complex.edges, at(address.area.piece.cells, 0))
      .map((edge) => byCell.get(edge.across))
      .find((leaf) => leaf?.parent === address.area.parent && leaf.kind === 'residential');
    if (!across) return address;
    const assignedReason = rng.pick([
      '随父母同属一个微网格，本户自愿选择',
      '亲缘关系，村民自主选择',
      '同一堂口，便于联系',
    ]);
    across.households += address.households;
    address.area.households -= address.households;
    return { ...address, area: across, assignedReason };
  });
}

export function makeAddresses(plan: DistrictPlan, places: Places, rng: Random, since: number): DemoAddress[] {
  const making: Making = { plan, taken: new Set(), rng, since };
  const depth = places.levels.length;
  const grids = at(places.levels, depth - 2);
  const members = new Map<DemoArea, DemoArea[]>(grids.map((grid) => [grid, []]));
  for (const leaf of at(places.levels, depth - 1)) if (leaf.parent) members.get(leaf.parent)?.push(leaf);
  const sizes = grids.map((grid) => members.get(grid)?.length ?? 0);
  const counts = compoundsPerGrid(plan, sizes, rng);
  const counter: Counter = new Map();
  const all = grids.flatMap((grid, index) =>
    share(members.get(grid) ?? [], at(counts, index)).flatMap((leaves) => {
      const home = grid.parent?.name ?? '';
      const rural = !plan.city || home.endsWith('村');
      const compound = rural
        ? villageCompound(home.replace(/社区$/, ''), making.taken, rng)
        : cityCompound(making.taken, rng);
      return leaves.flatMap((leaf) => addressesOf(leaf, compound, making, counter));
    }),
  );
  return assignByChoice(all, places, rng);
}
