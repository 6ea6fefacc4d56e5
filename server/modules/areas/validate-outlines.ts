import { type Checking, checkFamilies, defaultTolerances, type Tolerances } from './check-families.ts';
import { checkRings } from './check-rings.ts';
import { addFault, type FaultList, faultList } from './outline-faults.ts';
import { type AreaLevel, depthOf, type Net, netOf, type StandingArea } from './place-in-tree.ts';
import type { Draft } from './read-features.ts';
import { type Frame, frameAround, type Shape, shapeOf } from './shape.ts';
import { TooTangled, workFor } from './work-left.ts';

/** A draft with its place in the tree known. */
export interface PlacedDraft extends Draft {
  depth: number;
}
export interface Validated {
  drafts: PlacedDraft[];
  faults: FaultList;
  warnings: FaultList;
}

/**
 * Checks the drafts against each other and against what stands: codes, parents and levels first; only when the tree is
 * sound the outlines, for "inside the parent" needs to know the parent.
 */
export function validateOutlines(
  drafts: readonly Draft[],
  standing: readonly StandingArea[],
  levels: readonly AreaLevel[],
  faults: FaultList,
  tolerances: Tolerances = defaultTolerances,
): Validated {
  const net = netOf(drafts, standing, faults);
  const placed: PlacedDraft[] = [];
  for (const draft of drafts) {
    const depth = depthOf(net, draft, levels, faults);
    if (depth !== undefined) placed.push({ ...draft, depth });
  }
  const warnings = faultList();
  if (faults.total === 0 && placed.length > 0) checkShapes(net, placed, tolerances, faults, warnings);
  return { drafts: placed, faults, warnings };
}

function checkShapes(
  net: Net,
  placed: readonly PlacedDraft[],
  tolerances: Tolerances,
  faults: FaultList,
  warnings: FaultList,
): void {
  const frame = frameAround(placed[0]?.outline.coordinates[0]?.[0]?.[0] ?? [0, 0]);
  const checking: Checking = { shapes: shapesOf(net, frame), work: workFor(), tolerances, faults, warnings };
  try {
    checkEach(placed, checking, frame);
    if (faults.total === 0) checkFamilies(net, checking);
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error;
    addFault(faults, { feature: null, code: null }, 'too-tangled');
  }
}

function checkEach(placed: readonly PlacedDraft[], { shapes, faults, work }: Checking, frame: Frame): void {
  for (const draft of placed) {
    const shape = shapes.get(draft.code);
    if (shape) checkRings(shape, draft, frame, faults, work);
  }
}

function shapesOf(net: Net, frame: Frame): Map<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const area of [...net.standing.values(), ...net.drafts.values()]) {
    if (area.outline) shapes.set(area.code, shapeOf(area.outline, frame));
  }
  return shapes;
}
