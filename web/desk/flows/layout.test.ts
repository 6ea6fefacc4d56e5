import { expect, test } from 'vitest';
import { coreDocument } from '#contract/core-flow';
import { boxHeight, boxWidth, drawFlow } from './layout.ts';

test('every state has a place of its own inside the drawing, and arrows lead between them', () => {
  const { boxes, arrows, width, height } = drawFlow(coreDocument(), true);
  expect(boxes.map(({ code }) => code).sort()).toEqual(Object.keys(coreDocument().states).sort());
  for (const one of boxes) {
    expect(one.x >= 0 && one.x + boxWidth <= width && one.y >= 0 && one.y + boxHeight <= height).toBe(true);
    const apart = boxes.every(
      (other) => other === one || Math.abs(other.x - one.x) >= boxWidth || Math.abs(other.y - one.y) >= boxHeight,
    );
    expect([one.code, apart]).toEqual([one.code, true]);
  }
  const known = new Set(boxes.map(({ code }) => code));
  expect(arrows.every(({ from, to, path }) => known.has(from) && known.has(to) && !path.includes('NaN'))).toBe(true);
  expect(arrows.find(({ from, to }) => from === 'reported' && to === 'whistled')?.actions).toContain('escalate');
});

test('without what lies beside the way the drawing has fewer arrows and the same places', () => {
  const [main, all] = [drawFlow(coreDocument()), drawFlow(coreDocument(), true)];
  expect(main.boxes).toEqual(all.boxes);
  expect(main.arrows.length).toBeLessThan(all.arrows.length);
  expect(main.arrows.some(({ to }) => to === 'suspended')).toBe(false);
});
