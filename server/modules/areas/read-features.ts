import { type CoordinateSystem, toStored } from './coordinates.ts';
import { addFault, type FaultList, unnamed } from './outline-faults.ts';
import type { Outline, Position } from './packed-outlines.ts';

/** Which property of a feature says what; only `code` and `name` must be there. */
export interface PropertyMapping {
  code: string;
  name: string;
  parentCode?: string | undefined;
  level?: string | undefined;
  households?: string | undefined;
  kind?: string | undefined;
}

export interface Draft {
  feature: number;
  code: string;
  name: string;
  parentCode: string | null;
  /** A level's number, or its zh or en name, as the file has it. */
  level: string | null;
  households: number | null;
  kind: 'residential' | 'dedicated' | null;
  /** In the stored system, outer rings counter-clockwise, holes clockwise, no repeated points. Null when it is at fault. */
  outline: Outline | null;
}

export interface ReadLimits {
  features: number;
  vertices: number;
  ringsPerFeature: number;
}
export const readLimits: ReadLimits = { features: 50_000, vertices: 1_000_000, ringsPerFeature: 2_000 };

interface Reading {
  faults: FaultList;
  system: CoordinateSystem;
  limits: ReadLimits;
  vertices: number;
}
type At = { feature: number; code: string | null };

/**
 * Reads what a stranger's file says, form only: every depth is typed by hand, so neither nesting nor a wrong type
 * reaches further. A feature with a fault is kept with what could be read of it: its children still find it, and the
 * relations between areas, checked later, are told in the same run.
 */
export function readFeatures(
  file: unknown,
  mapping: PropertyMapping,
  system: CoordinateSystem,
  faults: FaultList,
  limits: ReadLimits = readLimits,
): Draft[] {
  const features = isRecord(file) && file.type === 'FeatureCollection' ? file.features : undefined;
  const whole = { feature: null, code: null };
  if (!Array.isArray(features)) {
    addFault(faults, whole, 'not-a-collection');
    return [];
  }
  if (features.length > limits.features) {
    addFault(faults, whole, 'too-many-features', { most: limits.features });
    return [];
  }
  const reading: Reading = { faults, system, limits, vertices: 0 };
  const drafts: Draft[] = [];
  for (const [index, feature] of features.entries()) {
    const draft = readFeature(reading, feature, mapping, index);
    if (draft) drafts.push(draft);
    if (reading.vertices > limits.vertices) {
      addFault(faults, whole, 'too-many-vertices', { most: limits.vertices });
      return [];
    }
  }
  return drafts;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readFeature(reading: Reading, feature: unknown, mapping: PropertyMapping, index: number): Draft | undefined {
  if (!isRecord(feature) || feature.type !== 'Feature') {
    addFault(reading.faults, { feature: index, code: null }, 'not-a-feature');
    return undefined;
  }
  const properties = isRecord(feature.properties) ? feature.properties : {};
  const value = (name: string | undefined) => textOf(name, properties);
  const code = value(mapping.code);
  const at = { feature: index, code: code?.slice(0, 30) ?? null };
  checkNames(reading.faults, at, code, value(mapping.name));
  const households = readHouseholds(reading.faults, at, value(mapping.households));
  const kind = readKind(reading.faults, at, value(mapping.kind));
  const outline = readGeometry(reading, at, feature.geometry) ?? null;
  return {
    feature: index,
    code: code ?? unnamed(index),
    name: value(mapping.name) ?? '',
    parentCode: value(mapping.parentCode),
    level: value(mapping.level),
    households,
    kind,
    outline,
  };
}

/** Numbers are common for codes (adcode: 410103); anything else than text or a number is no value. */
function textOf(name: string | undefined, properties: Record<string, unknown>): string | null {
  if (name === undefined || !Object.hasOwn(properties, name)) return null;
  const value = properties[name];
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return null;
  return value.trim() === '' ? null : value.trim();
}

function checkNames(faults: FaultList, at: At, code: string | null, name: string | null): void {
  if (code === null) addFault(faults, at, 'no-code');
  else if (!/^[0-9A-Z]{2,30}$/.test(code)) addFault(faults, at, 'bad-code', { value: code });
  if (name === null) addFault(faults, at, 'no-name');
  else if (name.length > 60) addFault(faults, at, 'long-name');
}

function readHouseholds(faults: FaultList, at: At, text: string | null): number | null {
  if (text === null) return null;
  const households = Number(text);
  if (Number.isInteger(households) && households >= 0 && households <= 100_000) return households;
  addFault(faults, at, 'bad-households', { value: text });
  return null;
}

function readKind(faults: FaultList, at: At, text: string | null): Draft['kind'] {
  if (text === null || text === 'residential' || text === 'dedicated') return text;
  addFault(faults, at, 'bad-kind', { value: text });
  return null;
}

/** Also used for one outline drawn by hand. Undefined when it has a fault, which is then in the list. */
export function readOutline(
  geometry: unknown,
  system: CoordinateSystem,
  faults: FaultList,
  at: At,
): Outline | undefined {
  const reading = { faults, system, limits: readLimits, vertices: 0 };
  const outline = readGeometry(reading, at, geometry);
  if (reading.vertices <= readLimits.vertices) return outline;
  addFault(faults, at, 'too-many-vertices', { most: readLimits.vertices });
  return undefined;
}

function readGeometry(reading: Reading, at: At, geometry: unknown): Outline | undefined {
  const polygons = polygonsOf(geometry);
  if (!polygons) {
    addFault(reading.faults, at, 'wrong-geometry');
    return undefined;
  }
  const rings = polygons.reduce((sum: number, polygon) => sum + (Array.isArray(polygon) ? polygon.length : 1), 0);
  if (rings > reading.limits.ringsPerFeature) {
    addFault(reading.faults, at, 'too-many-rings', { most: reading.limits.ringsPerFeature });
    return undefined;
  }
  const before = reading.faults.total;
  let number = 0;
  const coordinates = polygons.map((polygon) => {
    if (!Array.isArray(polygon) || polygon.length === 0) {
      addFault(reading.faults, at, 'wrong-geometry');
      return [];
    }
    return polygon.map((ring, inner) => {
      number += 1;
      return oriented(readRing(reading, at, ring, number), inner === 0);
    });
  });
  return reading.faults.total > before ? undefined : { type: 'MultiPolygon', coordinates };
}

function polygonsOf(geometry: unknown): unknown[] | undefined {
  if (!isRecord(geometry) || !Array.isArray(geometry.coordinates)) return undefined;
  if (geometry.type === 'Polygon') return [geometry.coordinates];
  return geometry.type === 'MultiPolygon' && geometry.coordinates.length > 0 ? geometry.coordinates : undefined;
}

function readRing(reading: Reading, at: At, ring: unknown, number: number): Position[] {
  const raw = Array.isArray(ring) ? ring : [];
  reading.vertices += raw.length;
  if (reading.vertices > reading.limits.vertices) return [];
  const points: Position[] = [];
  for (const [index, position] of raw.entries()) {
    const point = readPosition(reading, at, position, number, index + 1);
    if (!point) return [];
    const last = points.at(-1);
    if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
  }
  if (raw.length < 4) addFault(reading.faults, at, 'too-few-positions', { ring: number });
  else if (!isClosed(points)) addFault(reading.faults, at, 'not-closed', { ring: number });
  else if (points.length < 4) addFault(reading.faults, at, 'too-few-positions', { ring: number });
  return points;
}

function isClosed(points: readonly Position[]): boolean {
  const [first, last] = [points[0], points.at(-1)];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

/** The first bad position ends its ring: a file in metres would otherwise give a fault for each vertex. */
function readPosition(reading: Reading, at: At, position: unknown, ring: number, index: number): Position | undefined {
  const [x, y] = Array.isArray(position) ? position : [];
  if (!Number.isFinite(x) || !Number.isFinite(y)) {
    addFault(reading.faults, at, 'wrong-position', { ring, at: index });
    return undefined;
  }
  if (isInChina(x, y)) return toStored([x, y], reading.system).map(rounded) as Position;
  if (isInChina(y, x)) addFault(reading.faults, at, 'swapped');
  else addFault(reading.faults, at, 'out-of-range', { lon: x, lat: y });
  return undefined;
}

function isInChina(lon: number, lat: number): boolean {
  return lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54;
}

/** Six decimals are 0.1 m, as the database keeps them: what is checked is what will be stored. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

/** RFC 7946: outer rings counter-clockwise, holes clockwise. */
function oriented(ring: Position[], outer: boolean): Position[] {
  let doubled = 0;
  const [ox, oy] = ring[0] ?? [0, 0];
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i] as Position;
    const [bx, by] = ring[i + 1] as Position;
    doubled += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return doubled > 0 === outer ? ring : ring.reverse();
}
