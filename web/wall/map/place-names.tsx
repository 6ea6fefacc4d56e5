import { useMemo } from 'react';
import type { Wall } from '#contract/insight';
import { whole } from '../numbers.ts';
import { t } from '../texts.ts';
import type { Frame } from './frame.ts';
import { placeLabels, type Rect, shortName } from './labels.ts';
import type { MapShapes } from './load-shapes.ts';
import type { Size } from './use-size.ts';

interface Props {
  frame: Frame;
  size: Size;
  shapes: MapShapes;
  wall: Wall;
  counts: ReadonlyMap<string, number>;
  hover: string | null;
  go: (areaId: string) => void;
}

/** Width in rem of a name in 16 px type and its number: a Chinese character is one em, a Latin one about half. */
function widthOf(name: string, n: number): number {
  const letters = [...name].reduce((sum, one) => sum + (one > '\u2e80' ? 1.06 : 0.6), 0);
  return letters + 0.6 * String(n).length + 0.9;
}

/** Where the most urgent case is pinned no name may lie. */
function pinOf(urgent: Wall['urgent'], frame: Frame, rem: number): Rect[] {
  if (!urgent || urgent.lon === null || urgent.lat === null) return [];
  const [x, y] = [frame.x(urgent.lon), frame.y(urgent.lat)];
  return [{ left: x - 0.9 * rem, right: x + 0.9 * rem, top: y - 0.9 * rem, bottom: y + 0.9 * rem }];
}

/** Names of the areas below, as buttons over the picture: the keyboard's way into each. */
export function PlaceNames({ frame, size, shapes, wall, counts, hover, go }: Props) {
  const { rem } = size;
  const figures = useMemo(() => new Map(wall.children.map((place) => [place.id, place])), [wall.children]);
  const places = useMemo(
    () =>
      placeLabels(
        shapes.children.map((shape) => ({
          id: shape.id,
          x: frame.x(shape.lon),
          y: frame.y(shape.lat),
          width: widthOf(shortName(shape.name, wall.area.name), 100) * rem,
          height: 1.5 * rem,
          weight: (shape.box[2] - shape.box[0]) * (shape.box[3] - shape.box[1]),
        })),
        pinOf(wall.urgent, frame, rem),
      ),
    [shapes, frame, rem, wall.area.name, wall.urgent],
  );
  const part = hover ? shapes.parts.find((shape) => shape.id === hover) : undefined;
  return (
    <>
      {shapes.children.map((shape) => {
        const at = places.get(shape.id);
        const open = figures.get(shape.id)?.open ?? 0;
        const late = figures.get(shape.id)?.overdue ?? 0;
        return (
          <button
            key={shape.id}
            type="button"
            className={at?.hidden && hover !== shape.id ? 'place-name tight' : 'place-name'}
            style={{ left: `${(at?.x ?? 0) / rem}rem`, top: `${(at?.y ?? 0) / rem}rem` }}
            onClick={() => go(shape.id)}
          >
            {shortName(shape.name, wall.area.name)} {open > 0 && <span className="num">{whole(open)}</span>}
            <span className="sr-only">
              {t('open')} {open}, {t('overdue')} {late}
            </span>
          </button>
        );
      })}
      {part && shapes.parts !== shapes.children && (
        <p
          className="map-tip"
          aria-hidden="true"
          style={{ left: `${frame.x(part.lon) / rem}rem`, top: `${frame.y(part.box[3]) / rem}rem` }}
        >
          {part.name} <b className="num">{whole(counts.get(part.id) ?? 0)}</b>
        </p>
      )}
    </>
  );
}
