import { type RefObject, useLayoutEffect, useState } from 'react';
import { type Frame, frameFor } from './frame.ts';
import type { MapShapes } from './load-shapes.ts';
import { type Shape, union } from './shape.ts';

export interface Size {
  width: number;
  height: number;
  /** Pixels of one rem, and of the device for one of ours. */
  rem: number;
  ratio: number;
}

/** The size of an element, followed; everything on the map is measured in rem, as the rest of the wall is. */
export function useSize(place: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0, rem: 16, ratio: 1 });
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const measure = () => {
      const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
      setSize({ width: element.clientWidth, height: element.clientHeight, rem, ratio: devicePixelRatio || 1 });
    };
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    measure();
    return () => watch.disconnect();
  }, [place]);
  return size;
}

// In rem, from the lower corners: the legend at the left, the card of the most urgent case at the right.
const LEGEND = { width: 28, height: 4 };
const CARD = { width: 22, height: 8.8 };
const LOWEST = [0.8, 2.5, 4.5, 7, 9.2];

function corner(area: Shape, frame: Frame, rem: number): boolean {
  const right = frame.width - CARD.width * rem;
  const [low, lower] = [frame.height - CARD.height * rem, frame.height - LEGEND.height * rem];
  return area.rings.some((ring) => {
    for (let index = 0; index + 1 < ring.length; index += 2) {
      const [x, y] = [frame.x(ring[index] ?? 0), frame.y(ring[index + 1] ?? 0)];
      if ((y > low && x > right) || (y > lower && x < LEGEND.width * rem)) return true;
    }
    return false;
  });
}

/** As large as it goes without lying under the legend or the card; a slim district may reach down between them. */
export function mapFrame(shapes: MapShapes, { width, height, rem }: Size): Frame | null {
  const all = [...(shapes.area ? [shapes.area] : []), ...shapes.children];
  if (all.length === 0 || width < 10 || height < 10) return null;
  const box = union(all.map((shape) => shape.box));
  const frames = LOWEST.map((bottom) =>
    frameFor(box, { width, height, top: 0.4 * rem, bottom: bottom * rem, side: 0.8 * rem }),
  );
  return frames.find((frame) => !all.some((shape) => corner(shape, frame, rem))) ?? frames.at(-1) ?? null;
}
