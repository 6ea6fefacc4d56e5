import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { makeI18n } from '../i18n.ts';
import { MinusIcon, PlusIcon, TargetIcon } from '../icons.tsx';
import { last } from '../last.ts';
import { useElder } from '../prefs.ts';
import {
  type Bounds,
  type Flat,
  fitView,
  type LonLat,
  linePath,
  type Outline,
  outlineBounds,
  outlinePath,
  type Plane,
  plane,
} from './project.ts';
import { usePanZoom, useSize, type View, zoomed } from './use-pan-zoom.ts';

const t = makeI18n(
  { closer: '放大', farther: '缩小', back: '回到定位针', keys: '方向键移动定位针，加号和减号缩放' },
  {
    closer: 'Closer',
    farther: 'Farther',
    back: 'Back to the pin',
    keys: 'Arrow keys move the pin, plus and minus zoom',
  },
);

export interface MapArea {
  id: string;
  name: string;
  lon: number;
  lat: number;
  outline: Outline;
  tone?: 'mine' | 'candidate' | 'plain';
}

export interface MapLine {
  kind: 'water' | 'road';
  name: string;
  /** Metres. */
  width: number;
  line: readonly (readonly number[])[];
}

interface SvgMapProps {
  /** What the map shows, for readers. */
  label: string;
  areas: readonly MapArea[];
  lines?: readonly MapLine[];
  pin?: LonLat | null;
  /** Metres around the pin within which the place may be. */
  accuracy?: number | null;
  /** Given, the pin can be moved: by drag, tap and arrow keys. */
  onPin?: (at: LonLat) => void;
  /** Names are drawn on the areas. */
  named?: boolean;
  className?: string;
}

const STEP_PX = 12;
const ARROWS: Record<string, Flat> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};
// Without an outline a map still shows some 300 m around its pin.
const AROUND: Bounds = { minX: -150, minY: -150, maxX: 150, maxY: 150 };

function Ground({ areas, lines, on }: { areas: readonly MapArea[]; lines: readonly MapLine[]; on: Plane }) {
  const drawn = useMemo(
    () => ({
      areas: areas.map((area) => ({ id: area.id, tone: area.tone ?? 'plain', d: outlinePath(area.outline, on) })),
      lines: lines.map((one, index) => ({ ...one, key: `${one.kind}-${index}`, d: linePath(one.line, on) })),
    }),
    [areas, lines, on],
  );
  const order = { plain: 0, candidate: 1, mine: 2 };
  return (
    <>
      {drawn.areas
        .sort((a, b) => order[a.tone] - order[b.tone])
        .map((area) => (
          <path key={area.id} d={area.d} className={`map-area map-${area.tone}`} fillRule="evenodd" />
        ))}
      {drawn.lines.map((one) => (
        <path key={one.key} d={one.d} className={`map-${one.kind}`} strokeWidth={Math.max(one.width, 3)} />
      ))}
      {drawn.areas
        .filter((area) => area.tone !== 'plain')
        .map((area) => (
          <path key={`edge-${area.id}`} d={area.d} className={`map-edge map-edge-${area.tone}`} />
        ))}
    </>
  );
}

/** The last part of a name is enough: 传芳村第4网格·第1微网格 stands inside 传芳村 for everyone to see. */
function Names({ areas, on, unit }: { areas: readonly MapArea[]; on: Plane; unit: number }) {
  return (
    <>
      {areas.map((area) => {
        const { x, y } = on.toFlat(area);
        return (
          <text
            key={area.id}
            x={x}
            y={y}
            fontSize={12 * unit}
            strokeWidth={3 * unit}
            className={`map-name map-name-${area.tone ?? 'plain'}`}
          >
            {last(area.name.split('·'))}
          </text>
        );
      })}
    </>
  );
}

function Pin({ at, unit, accuracy }: { at: Flat; unit: number; accuracy: number | null }) {
  return (
    <>
      {accuracy !== null && accuracy > 0 && <circle cx={at.x} cy={at.y} r={accuracy} className="map-accuracy" />}
      <g data-pin="" transform={`translate(${at.x} ${at.y}) scale(${unit})`} className="map-pin">
        <ellipse cx="0" cy="0" rx="6" ry="2.5" className="map-pin-shade" />
        <path d="M0 0C-3-6-12-12-12-21a12 12 0 0 1 24 0C12-12 3-6 0 0Z" />
        <circle cx="0" cy="-21" r="4.5" fill="#fff" />
        <rect x="-24" y="-44" width="48" height="52" fill="transparent" />
      </g>
    </>
  );
}

function useView(areas: readonly MapArea[], pin: LonLat | null, on: Plane, width: number, height: number) {
  const [view, setView] = useState<View | null>(null);
  const focus = areas.filter((area) => area.tone === 'mine' || area.tone === 'candidate');
  const shown = (focus.length > 0 ? focus : pin ? [] : areas).map((area) => area.outline);
  const box = outlineBounds(shown, on);
  const around = pin ? on.toFlat(pin) : { x: 0, y: 0 };
  const fallback = {
    minX: AROUND.minX + around.x,
    maxX: AROUND.maxX + around.x,
    minY: AROUND.minY + around.y,
    maxY: AROUND.maxY + around.y,
  };
  const fitted = fitView(box ?? fallback, width, height);
  return { view: view ?? fitted, setView, reset: () => setView(null) };
}

interface KeyPart {
  view: View;
  setView: (view: View) => void;
  at: Flat | null;
  put: (at: Flat) => void;
}

const ZOOMS: Record<string, number> = { '+': 1 / 1.4, '=': 1 / 1.4, '-': 1.4 };

function moveByKey(event: KeyboardEvent, { view, setView, at, put }: KeyPart): void {
  const arrow = ARROWS[event.key];
  const zoom = ZOOMS[event.key];
  if (!arrow && !zoom) return;
  event.preventDefault();
  if (zoom) setView(zoomed(view, zoom));
  if (!arrow) return;
  const from = at ?? view.center;
  const far = view.perPixel * STEP_PX * (event.shiftKey ? 5 : 1);
  put({ x: from.x + arrow.x * far, y: from.y + arrow.y * far });
}

function Buttons({ view, setView, reset }: { view: View; setView: (view: View) => void; reset: () => void }) {
  return (
    <div className="map-buttons">
      <button type="button" aria-label={t('closer')} onClick={() => setView(zoomed(view, 1 / 1.6))}>
        <PlusIcon size={22} />
      </button>
      <button type="button" aria-label={t('farther')} onClick={() => setView(zoomed(view, 1.6))}>
        <MinusIcon size={22} />
      </button>
      <button type="button" aria-label={t('back')} onClick={reset}>
        <TargetIcon size={22} />
      </button>
    </div>
  );
}

function Drawn({
  label,
  areas,
  lines = [],
  pin = null,
  accuracy = null,
  onPin,
  named,
  first,
}: SvgMapProps & { first: LonLat }) {
  const box = useRef<SVGSVGElement>(null);
  const size = useSize(box);
  // The plane stays put while the pin moves, or every outline would be drawn again at each step.
  const [on] = useState(() => plane(first));
  const { view, setView, reset } = useView(areas, pin, on, size.width, size.height);
  const [dragged, setDragged] = useState<Flat | null>(null);
  const elder = useElder();
  const unit = view.perPixel * (elder ? 1.3 : 1);
  const active = onPin !== undefined;
  function put(to: Flat): void {
    // From the first choice on, the map keeps still under the finger instead of fitting what was found.
    setView(view);
    onPin?.(on.toLonLat(to));
  }
  const handlers = usePanZoom({
    box,
    view,
    setView,
    active,
    onTap: put,
    onDrag: (to, done) => {
      setDragged(done ? null : to);
      if (done) put(to);
    },
  });
  const at = dragged ?? (pin ? on.toFlat(pin) : null);
  const wide = size.width * view.perPixel;
  const high = size.height * view.perPixel;
  return (
    <>
      {/* The name and the focus stand on a div: Preact would write tabIndex in camel case on an svg, where it is void. */}
      {/* biome-ignore-start lint/a11y/noStaticElementInteractions: it has one of two roles, "application" or "img". */}
      {/* biome-ignore-start lint/a11y/useAriaPropsSupportedByRole: both roles take a name. */}
      <div
        className="map-face"
        role={active ? 'application' : 'img'}
        tabIndex={active ? 0 : undefined}
        aria-label={active ? `${label}。${t('keys')}` : label}
        onKeyDown={active ? (event) => moveByKey(event, { view, setView, at, put }) : undefined}
      >
        <svg
          ref={box}
          viewBox={`${view.center.x - wide / 2} ${view.center.y - high / 2} ${wide} ${high}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          {...handlers}
        >
          <Ground areas={areas} lines={lines} on={on} />
          {named && <Names areas={areas} on={on} unit={unit} />}
          {at && <Pin at={at} unit={unit} accuracy={accuracy} />}
        </svg>
      </div>
      {/* biome-ignore-end lint/a11y/useAriaPropsSupportedByRole: see above. */}
      {/* biome-ignore-end lint/a11y/noStaticElementInteractions: see above. */}
      {active && <Buttons view={view} setView={setView} reset={reset} />}
    </>
  );
}

/**
 * A map that needs no tiles, no library and no network but its outlines. Whoever cannot or will not use it has the same
 * place in words beside it: every screen with a map works without it.
 */
export function SvgMap({ className = '', ...rest }: SvgMapProps) {
  const first = rest.pin ?? rest.areas[0];
  // A place in another degree is another plane: distances on the old one would be wrong by more than one in a hundred.
  const degree = first && `${Math.round(first.lon)}:${Math.round(first.lat)}`;
  return (
    <div className={`map ${rest.onPin ? 'map-active' : ''} ${className}`}>
      {first && <Drawn key={degree} {...rest} first={first} />}
    </div>
  );
}
