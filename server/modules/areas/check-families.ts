import Flatbush from 'flatbush';
import { excessOver, overlapDepth } from './compare-shapes.ts';
import { addFault, type FaultList } from './outline-faults.ts';
import type { Position } from './packed-outlines.ts';
import type { Net } from './place-in-tree.ts';
import { contains, interiorPoint, type Shape } from './shape.ts';
import type { WorkLeft } from './work-left.ts';

export interface Tolerances {
  /** Metres that neighbours may overlap and children may reach beyond their parent. */
  metres: number;
  /** Part of a parent's area that may stay uncovered before a warning. */
  gap: number;
}
export const defaultTolerances: Tolerances = { metres: 1, gap: 0.001 };

export interface Checking {
  shapes: Map<string, Shape>;
  work: WorkLeft;
  tolerances: Tolerances;
  faults: FaultList;
  warnings: FaultList;
}

/** Children inside their parent, no overlap of siblings; and, where all is well, a warning of what nobody covers. */
export function checkFamilies(net: Net, checking: Checking): void {
  const families = familiesOf(net);
  for (const family of families) checkFamily(checking, family);
  if (checking.faults.total > 0) return;
  for (const family of families) warnOfGap(checking, family);
}

interface Member {
  code: string;
  name: string;
  kind: 'residential' | 'dedicated';
  /** null for what stands: a fault is always told of a feature of the file. */
  feature: number | null;
}
interface Family {
  parent: Member | undefined;
  members: Member[];
}

/** Each parent with all its children of the file and of what stands, where the file touches the parent or a child. */
function familiesOf(net: Net): Family[] {
  const members = new Map<string, Member[]>();
  const all = new Map<string, Member>();
  for (const area of [...net.standing.values(), ...net.drafts.values()]) {
    const feature = 'feature' in area ? area.feature : null;
    const member = { code: area.code, name: area.name, kind: area.kind ?? ('residential' as const), feature };
    all.set(area.code, member);
    if (area.parentCode === null) continue;
    const family = members.get(area.parentCode);
    if (family) family.push(member);
    else members.set(area.parentCode, [member]);
  }
  const families = [...members].map(([code, children]) => ({ parent: all.get(code), members: children }));
  return families.filter(({ parent, members: children }) =>
    [parent, ...children].some((member) => typeof member?.feature === 'number'),
  );
}

function checkFamily(checking: Checking, { parent, members }: Family): void {
  const above = parent && checking.shapes.get(parent.code);
  const drawn = members.filter(({ code }) => checking.shapes.has(code));
  for (const member of above ? drawn : []) {
    if (member.feature === null && parent?.feature === null) continue;
    checkInside(checking, member, parent as Member, above as Shape);
  }
  if (drawn.length < 2) return;
  const shapes = drawn.map(({ code }) => checking.shapes.get(code) as Shape);
  const boxes = new Flatbush(drawn.length);
  for (const { tree } of shapes) boxes.add(tree.minX, tree.minY, tree.maxX, tree.maxY);
  boxes.finish();
  shapes.forEach(({ tree }, index) => {
    for (const other of boxes.search(tree.minX, tree.minY, tree.maxX, tree.maxY)) {
      if (other > index) checkPair(checking, drawn[index] as Member, drawn[other] as Member);
    }
  });
}

function checkInside(checking: Checking, member: Member, parent: Member, above: Shape): void {
  const shape = checking.shapes.get(member.code) as Shape;
  const metres = excessOver(shape, above, checking.tolerances.metres, checking.work);
  if (metres === 0) return;
  const at = { feature: member.feature ?? parent.feature, code: member.code };
  addFault(checking.faults, at, 'outside-parent', { other: parent.name, metres: metres.toFixed(1) });
}

/** A dedicated area may lie on top of a residential one: it wins there (see locate.ts). */
function checkPair(checking: Checking, a: Member, b: Member): void {
  if ((a.feature === null && b.feature === null) || a.kind !== b.kind) return;
  const [one, other] = [checking.shapes.get(a.code), checking.shapes.get(b.code)];
  if (!one || !other) return;
  const metres = overlapDepth(one, other, checking.tolerances.metres, checking.work);
  if (metres === 0) return;
  const [told, named] = a.feature === null ? [b, a] : [a, b];
  addFault(checking.faults, told, 'overlap', { other: named.name, metres: metres.toFixed(1) });
}

function warnOfGap(checking: Checking, { parent, members }: Family): void {
  const above = parent && checking.shapes.get(parent.code);
  if (!parent || !above) return;
  const shapes = members.map((member) => ({ member, shape: checking.shapes.get(member.code) }));
  const drawn = shapes.filter((one): one is { member: Member; shape: Shape } => one.shape !== undefined);
  const ground = drawn.filter(({ member }) => member.kind === 'residential').map(({ shape }) => shape);
  let covered = ground.reduce((sum, shape) => sum + shape.area, 0);
  for (const { shape } of drawn.filter(({ member }) => member.kind === 'dedicated')) {
    const point = interiorPoint(shape.polygons[0] as Position[][]);
    if (!ground.some((below) => contains(below, point, checking.work))) covered += shape.area;
  }
  const area = above.area - covered;
  if (area <= above.area * checking.tolerances.gap) return;
  const percent = ((100 * area) / above.area).toFixed(1);
  const at = { feature: parent.feature, code: parent.code };
  addFault(checking.warnings, at, 'gap', { area: Math.round(area), percent });
}
