import { type RefObject, useLayoutEffect, useState } from 'react';
import { type Frame, frameFor } from './frame.ts';
import type { MapShapes } from './load-shapes.ts';
import { union } from './shape.ts';

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

/** Below the map there is room for the legend and the card of the most urgent case. */
export function mapFrame(shapes: MapShapes, { width, height, rem }: Size): Frame | null {
  const boxes = [...(shapes.area ? [shapes.area] : []), ...shapes.children].map((shape) => shape.box);
  if (boxes.length === 0 || width < 10 || height < 10) return null;
  return frameFor(union(boxes), { width, height, top: 0.6 * rem, bottom: 6.6 * rem, side: 0.8 * rem });
}
