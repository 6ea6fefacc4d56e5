import { type Checking, checkFamilies, defaultTolerances, type Tolerances } from './check-families.ts';
import { checkRings } from './check-rings.ts';
import { addFault, type FaultList, faultList } from './outline-faults.ts';
import type { Outline } from './packed-outlines.ts';
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
 * Checks the drafts against each other and against what stands: codes, parents and levels, each outline in itself, and
 * then "inside the parent" and "beside the siblings" for all whose parents are known and whose own outline is sound.
 * One run tells every fault; only what follows from another fault is not told on top of it.
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
  const drawn = drafts.filter((draft): draft is DrawnDraft => draft.outline !== null);
  if (drawn.length > 0)
    checkShapes(net, drawn, new Set(placed.map(({ feature }) => feature)), { tolerances, faults, warnings });
  return { drafts: placed, faults, warnings };
}

type DrawnDraft = Draft & { outline: Outline };

function checkShapes(
  net: Net,
  drawn: readonly DrawnDraft[],
  placed: ReadonlySet<number>,
  checks: Pick<Checking, 'tolerances' | 'faults' | 'warnings'>,
): void {
  const frame = frameAround(drawn[0]?.outline.coordinates[0]?.[0]?.[0] ?? [0, 0]);
  const checking: Checking = { ...checks, shapes: new Map(), work: workFor() };
  try {
    for (const area of net.standing.values()) {
      if (area.outline) checking.shapes.set(area.code, shapeOf(area.outline, frame));
    }
    for (const draft of drawn) {
      const shape = soundShape(draft, frame, checking);
      const isFirst = net.drafts.get(draft.code) === draft;
      if (shape && isFirst && placed.has(draft.feature)) checking.shapes.set(draft.code, shape);
    }
    checkFamilies(net, checking);
  } catch (error) {
    if (!(error instanceof TooTangled)) throw error;
    addFault(checks.faults, { feature: null, code: null }, 'too-tangled');
  }
}

/** Undefined when the outline is at fault in itself: against others it could only give the same fault again. */
function soundShape(draft: DrawnDraft, frame: Frame, { faults, work }: Checking): Shape | undefined {
  const shape = shapeOf(draft.outline, frame);
  const before = faults.total;
  checkRings(shape, draft, frame, faults, work);
  return faults.total > before ? undefined : shape;
}
