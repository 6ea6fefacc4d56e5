import {
  covers,
  metresToEdge,
  type Outline,
  outlinesAround,
  type PackedOutlines,
  packOutlines,
} from './packed-outlines.ts';
import { type MetresPerDegree, metresPerDegree } from './plane.ts';

export interface Leaf {
  id: string;
  /** Dedicated areas (a school, a mall) win over the residential area they lie in. */
  kind: 'residential' | 'dedicated';
  communityId: string | null;
  outline: Outline;
}

export interface Enclosure {
  id: string;
  outline: Outline;
}

export type Located =
  | { kind: 'inside'; areaId: string }
  | { kind: 'edge'; candidates: { areaId: string; metres: number }[] }
  | { kind: 'near'; areaId: string; metres: number; within: string | null }
  | { kind: 'outside' };

export interface Locator {
  readonly leaves: number;
  /** Bytes of the packed arrays and their index, without the ids. */
  readonly bytes: number;
  locate(point: readonly [number, number], accuracyMetres?: number): Located;
}

export interface LocatorLimits {
  /** How far outside of every area a point may lie and still be given to the nearest one. */
  nearMetres: number;
  /** A worse accuracy than this is read as this: a phone in a cellar may report 5 km. */
  worstAccuracyMetres: number;
  mostCandidates: number;
}

export const defaultLimits: LocatorLimits = { nearMetres: 500, worstAccuracyMetres: 200, mostCandidates: 6 };

/** Neighbours may miss each other by up to this much (the import's tolerance is 1 m); a point in such a seam is inside the nearer one. */
const seamMetres = 1;

/**
 * Answers which area a point belongs to. Every point covered by an outline has exactly one owner: the dedicated
 * area before the residential one, then the lowest id (points on a common border, slivers of the import's tolerance).
 * The communities' own outlines are optional: a point inside one of them, but in no leaf, goes to its nearest leaf.
 */
export function buildLocator(
  leaves: readonly Leaf[],
  communities: readonly Enclosure[] = [],
  limits: LocatorLimits = defaultLimits,
): Locator {
  const ordered = [...leaves].sort(byPrecedence);
  const packed = packOutlines(ordered.map((leaf) => leaf.outline));
  const net: Net = {
    ids: ordered.map((leaf) => leaf.id),
    dedicated: ordered.filter((leaf) => leaf.kind === 'dedicated').length,
    communityIds: ordered.map((leaf) => leaf.communityId),
    packed,
    communities: communities.map((community) => community.id),
    enclosures: packOutlines(communities.map((community) => community.outline)),
    limits,
  };
  return {
    leaves: ordered.length,
    bytes: bytesOf(packed) + bytesOf(net.enclosures),
    locate: (point, accuracyMetres = 0) => locate(net, point, accuracyMetres),
  };
}

interface Net {
  /** In order of precedence: dedicated leaves first, then by id. */
  ids: string[];
  dedicated: number;
  communityIds: (string | null)[];
  packed: PackedOutlines;
  communities: string[];
  enclosures: PackedOutlines;
  limits: LocatorLimits;
}

function byPrecedence(a: Leaf, b: Leaf): number {
  if (a.kind !== b.kind) return a.kind === 'dedicated' ? -1 : 1;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function bytesOf(packed: PackedOutlines): number {
  const arrays = packed.coordinates.byteLength + packed.ringStart.byteLength + packed.outlineStart.byteLength;
  return arrays + (packed.tree?.data.byteLength ?? 0);
}

function locate(net: Net, point: readonly [number, number], accuracyMetres: number): Located {
  const [x, y] = point;
  if (!(Math.abs(x) <= 180 && Math.abs(y) < 90)) return { kind: 'outside' };
  const scale = metresPerDegree(y);
  const owner = ownerOf(net, x, y) ?? besideSeam(net, point, scale);
  if (owner === undefined) return nearest(net, point, scale);
  const accuracy = Math.min(accuracyMetres, net.limits.worstAccuracyMetres);
  const others = accuracy > 0 ? neighbours(net, owner, point, accuracy, scale) : [];
  if (others.length === 0) return { kind: 'inside', areaId: net.ids[owner] as string };
  const candidates = [{ area: owner, metres: 0 }, ...others].slice(0, net.limits.mostCandidates);
  return { kind: 'edge', candidates: candidates.map(({ area, metres }) => named(net, area, metres)) };
}

/** Leaves are packed in order of precedence, so the owner is the lowest index that covers the point. */
function ownerOf(net: Net, x: number, y: number): number | undefined {
  let owner: number | undefined;
  for (const index of net.packed.tree?.search(x, y, x, y) ?? []) {
    if ((owner === undefined || index < owner) && covers(net.packed, index, x, y)) owner = index;
  }
  return owner;
}

function besideSeam(net: Net, point: readonly [number, number], scale: MetresPerDegree): number | undefined {
  return leavesWithin(net, point, seamMetres, scale)[0]?.area;
}

interface Distance {
  area: number;
  metres: number;
}

/** The other leaves that the true position may lie in, nearest first. */
function neighbours(
  net: Net,
  owner: number,
  point: readonly [number, number],
  accuracy: number,
  scale: MetresPerDegree,
): Distance[] {
  const found: Distance[] = [];
  for (const area of outlinesAround(net.packed, point, accuracy, scale)) {
    if (area === owner) continue;
    const metres = metresToOwned(net, owner, area, point, scale);
    if (metres < accuracy) found.push({ area, metres });
  }
  return found.sort(byDistance);
}

/** A residential area under a dedicated one begins where the dedicated one ends. */
function metresToOwned(
  net: Net,
  owner: number,
  area: number,
  point: readonly [number, number],
  scale: MetresPerDegree,
): number {
  if (!covers(net.packed, area, point[0], point[1])) return metresToEdge(net.packed, area, point, scale);
  const underDedicated = owner < net.dedicated && area >= net.dedicated;
  return underDedicated ? metresToEdge(net.packed, owner, point, scale) : 0;
}

function byDistance(a: Distance, b: Distance): number {
  return a.metres - b.metres || a.area - b.area;
}

function nearest(net: Net, point: readonly [number, number], scale: MetresPerDegree): Located {
  const chosen = nearestInCommunity(net, point, scale) ?? leavesWithin(net, point, net.limits.nearMetres, scale)[0];
  if (!chosen) return { kind: 'outside' };
  return { kind: 'near', ...named(net, chosen.area, chosen.metres), within: net.communityIds[chosen.area] ?? null };
}

/** Leaves that do not cover the point but have an edge within these metres, nearest first. */
function leavesWithin(net: Net, point: readonly [number, number], metres: number, scale: MetresPerDegree): Distance[] {
  return outlinesAround(net.packed, point, metres, scale)
    .map((area) => ({ area, metres: metresToEdge(net.packed, area, point, scale) }))
    .filter((found) => found.metres <= metres)
    .sort(byDistance);
}

/** Rare (a gap in a community's net), so all leaves are looked through: 6,000 leaves take about 5 ms. */
function nearestInCommunity(net: Net, point: readonly [number, number], scale: MetresPerDegree): Distance | undefined {
  const [x, y] = point;
  const community = (net.enclosures.tree?.search(x, y, x, y) ?? [])
    .filter((index) => covers(net.enclosures, index, x, y))
    .map((index) => net.communities[index] as string)
    .sort()[0];
  if (community === undefined) return undefined;
  let best: Distance | undefined;
  net.communityIds.forEach((id, area) => {
    if (id !== community) return;
    const found = { area, metres: metresToEdge(net.packed, area, point, scale) };
    if (!best || byDistance(found, best) < 0) best = found;
  });
  return best;
}

function named(net: Net, area: number, metres: number): { areaId: string; metres: number } {
  return { areaId: net.ids[area] as string, metres: Math.round(metres * 10) / 10 };
}
