import { directWays } from '#contract/check-flow-ways';
import type { FlowDocument } from '#contract/flow-document';
import { readyFlow } from '#contract/flow-walk';
import { type Move, stages } from '#contract/lifecycle';

export const boxWidth = 124;
export const boxHeight = 44;
const gapX = 46;
const gapY = 22;
const margin = 12;

export interface Box {
  code: string;
  x: number;
  y: number;
}
export interface Arrow {
  from: string;
  to: string;
  /** Codes of the actions that lead there; clocks have codes like escalate.found. */
  actions: string[];
  path: string;
}
export interface Drawing {
  width: number;
  height: number;
  boxes: Box[];
  arrows: Arrow[];
}

/** Pauses and repairs beside the way of a case: drawn only when asked for. */
const beside: readonly Move[] = ['ask', 'suspend', 'grantTime', 'merge', 'reroute', 'reject', 'reopen', 'archive'];

/**
 * The flow as a drawing: the six stages are its columns, within one the order of the document is kept, so that a change moves
 * little. Arrows to the right leave at the right side; those within a column or back bend around.
 */
export function drawFlow(document: FlowDocument, all = false): Drawing {
  const flow = readyFlow(document, 0);
  const columns = stages
    .map((stage) => [...flow.states.values()].filter((one) => one.stage === stage))
    .filter((one) => one.length > 0);
  const rows = Math.max(...columns.map((column) => column.length));
  const boxes = columns.flatMap((column, x) =>
    column.map(({ code }, y) => ({
      code,
      x: margin + x * (boxWidth + gapX),
      // Short columns stand in the middle.
      y: margin + (y + (rows - column.length) / 2) * (boxHeight + gapY),
    })),
  );
  const places = new Map(boxes.map((box) => [box.code, box]));
  const byPair = new Map<string, Arrow>();
  for (const { from, to, action } of directWays(flow)) {
    const [a, b] = [places.get(from), places.get(to)];
    if (!a || !b || (!all && beside.includes(action.does))) continue;
    const known = byPair.get(`${from} ${to}`);
    if (known) known.actions.push(action.code);
    else byPair.set(`${from} ${to}`, { from, to, actions: [action.code], path: pathOf(a, b) });
  }
  return {
    width: 2 * margin + columns.length * boxWidth + (columns.length - 1) * gapX,
    height: 2 * margin + rows * boxHeight + (rows - 1) * gapY,
    boxes,
    arrows: [...byPair.values()],
  };
}

function pathOf(from: Box, to: Box): string {
  const middle = boxHeight / 2;
  if (to.x > from.x) {
    const [x1, y1, x2, y2] = [from.x + boxWidth, from.y + middle, to.x, to.y + middle];
    const bend = Math.max(24, (x2 - x1) / 2);
    return `M${x1} ${y1} C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  }
  if (to.x === from.x) {
    const [x, y1, y2] = [from.x + boxWidth, from.y + middle, to.y + middle];
    const out = x + 22;
    return `M${x} ${y1} C${out} ${y1} ${out} ${y2} ${x} ${y2}`;
  }
  const [x1, y1, x2, y2] = [from.x, from.y + middle + 8, to.x + boxWidth, to.y + middle + 8];
  const bend = Math.max(24, (x1 - x2) / 2);
  return `M${x1} ${y1} C${x1 - bend} ${y1 + 18} ${x2 + bend} ${y2 + 18} ${x2} ${y2}`;
}
