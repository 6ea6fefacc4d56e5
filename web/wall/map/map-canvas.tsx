import { type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { t } from '../texts.ts';
import { toneOf } from '../tones.ts';
import type { CasePoint } from '../use-wall.ts';
import type { CountClass } from './counts.ts';
import { dodge } from './dodge.ts';
import { drawMap, type MapDot, paletteOf } from './draw.ts';
import type { Frame } from './frame.ts';
import type { MapShapes } from './load-shapes.ts';
import { shapeAt } from './shape.ts';
import type { Size } from './use-size.ts';

interface Props {
  frame: Frame;
  size: Size;
  shapes: MapShapes;
  counts: ReadonlyMap<string, number>;
  classes: readonly CountClass[];
  points: readonly CasePoint[];
  hover: string | null;
  onHover: (areaId: string | null) => void;
  onGo: (areaId: string) => void;
}

/** Radius in rem: fewer cases are drawn larger. */
function dotSize(points: number): number {
  if (points > 1500) return 0.14;
  return points > 300 ? 0.19 : 0.25;
}

/** Overdue ones last, on top. */
function dotsOf(points: readonly CasePoint[], frame: Frame, apart: number): MapDot[] {
  const dots = points.map((point) => ({
    x: frame.x(point.lon),
    y: frame.y(point.lat),
    tone: toneOf(point.state),
    overdue: point.overdue,
  }));
  return dodge(dots, apart).sort((one, two) => Number(one.overdue) - Number(two.overdue));
}

/** The picture for eyes and pointer; names, numbers and the keyboard's way stand in PlaceNames and the list. */
export function MapCanvas(props: Props) {
  const { frame, size, shapes, counts, classes, points, hover, onHover, onGo } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const radius = dotSize(points.length);
  const dots = useMemo(() => dotsOf(points, frame, radius * 1.75 * size.rem), [points, frame, radius, size.rem]);

  useEffect(() => {
    const element = canvas.current;
    const pen = element?.getContext('2d');
    if (!element || !pen) return;
    element.width = Math.round(size.width * size.ratio);
    element.height = Math.round(size.height * size.ratio);
    pen.setTransform(size.ratio, 0, 0, size.ratio, 0, 0);
    const { area, children, parts, lines } = shapes;
    drawMap(
      pen,
      { frame, rem: size.rem, area, children, parts, counts, classes, lines, dots, dotSize: radius, hover },
      paletteOf(element),
    );
  }, [frame, size, shapes, counts, classes, dots, radius, hover]);

  function under(event: MouseEvent): string | null {
    const box = event.currentTarget.getBoundingClientRect();
    const found = shapeAt(shapes.parts, frame.lon(event.clientX - box.left), frame.lat(event.clientY - box.top));
    return found && found.id !== shapes.areaId ? found.id : null;
  }

  return (
    // The same areas are buttons in PlaceNames and rows in the list: the keyboard's way.
    <canvas
      ref={canvas}
      className={hover ? 'map-canvas over' : 'map-canvas'}
      role="img"
      aria-label={t('mapTitle')}
      onMouseMove={(event) => onHover(under(event))}
      onMouseLeave={() => onHover(null)}
      onClick={(event) => {
        const id = under(event);
        if (id) onGo(id);
      }}
    />
  );
}
