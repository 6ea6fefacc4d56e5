import type { AreaOutline } from '#contract/areas';
import { t } from './texts.ts';

interface OutlineMapProps {
  areas: readonly AreaOutline[];
  /** The area in question; the others stand around it. */
  main: AreaOutline;
}

const WIDE = 400;
const HIGH = 260;
const MARGIN = 12;

function projection(main: AreaOutline) {
  const points = main.outline.flat(2);
  const lons = points.map(([lon = 0]) => lon);
  const lats = points.map(([, lat = 0]) => lat);
  const [west, east] = [Math.min(...lons), Math.max(...lons)];
  const [south, north] = [Math.min(...lats), Math.max(...lats)];
  // A degree of longitude is shorter by the cosine of the latitude; over one area that is true enough.
  const squeeze = Math.cos(((south + north) / 2) * (Math.PI / 180));
  const scale = Math.min(
    (WIDE - 2 * MARGIN) / Math.max(1e-6, (east - west) * squeeze),
    (HIGH - 2 * MARGIN) / Math.max(1e-6, north - south),
  );
  return ([lon = 0, lat = 0]: number[]) => [
    WIDE / 2 + (lon - (west + east) / 2) * squeeze * scale,
    HIGH / 2 - (lat - (south + north) / 2) * scale,
  ];
}

/** A still picture of one area: small enough for SVG, so that the page needs no map engine. */
export function OutlineMap({ areas, main }: OutlineMapProps) {
  const project = projection(main);
  const path = (area: AreaOutline) =>
    area.outline
      .flat()
      .map(
        (ring) =>
          `M${ring
            .map((point) =>
              project(point)
                .map((n) => (n ?? 0).toFixed(1))
                .join(' '),
            )
            .join('L')}Z`,
      )
      .join('');
  const children = areas.filter((area) => area.parentId === main.id);
  return (
    <svg
      className="outline-map"
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      role="img"
      aria-label={t('outlineLabel', { name: main.name })}
    >
      <path d={path(main)} fill="var(--dai-100)" stroke="var(--dai-600)" strokeWidth="2" />
      {children.map((child) => (
        <path
          key={child.id}
          d={path(child)}
          fill="none"
          stroke="var(--dai-500)"
          strokeWidth="0.800"
          strokeOpacity="0.7"
        >
          <title>{child.name}</title>
        </path>
      ))}
    </svg>
  );
}
