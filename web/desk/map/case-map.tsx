import 'ol/ol.css';
import './map.css';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AreaOutline, District } from '#contract/areas';
import { sayError } from '#web/api.ts';
import { sayWrong } from '../shell/toast.ts';
import type { FillBy, Legend } from './area-layers.ts';
import { type CaseMapView, openCaseMap } from './case-map-view.ts';
import type { CasePoint } from './case-styles.ts';
import { MapLegend } from './map-legend.tsx';
import { MapTools, type Shown } from './map-tools.tsx';
import { levelOutlines } from './outlines.ts';
import { t } from './texts.ts';

export interface CaseMapProps {
  district: District;
  points: readonly CasePoint[];
  selected: { lon: number; lat: number } | null;
  /** Border of the selected case's area. */
  mark: AreaOutline | null;
  /** Area to fit; null is the whole district, undefined leaves the view alone. */
  focus: AreaOutline | null | undefined;
  padding?: number[];
  onPick: (ids: string[]) => void;
  onArea: (area: AreaOutline) => void;
  onBox?: (ids: string[]) => void;
  title?: ReactNode;
  children?: ReactNode;
}

const PADDING = [52, 24, 44, 24];

function useCaseMap(props: CaseMapProps) {
  const target = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<CaseMapView | null>(null);
  const [legend, setLegend] = useState<Legend | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { district } = props;

  useEffect(() => {
    if (!target.current) return;
    const opened = openCaseMap(
      target.current,
      district,
      latest.current.padding ?? PADDING,
      (level) => levelOutlines(district, level),
      {
        onPick: (ids) => latest.current.onPick(ids),
        onArea: (area) => latest.current.onArea(area),
        onBox: (ids) => latest.current.onBox?.(ids),
        onLegend: setLegend,
        onFault: (error) => sayWrong(sayError(error)),
      },
    );
    setView(opened);
    return () => {
      setView(null);
      opened.close();
    };
  }, [district]);
  return { target, view, legend };
}

/** Map of cases over their areas. A list with the same cases always stands beside it. */
export function CaseMap(props: CaseMapProps) {
  const { target, view, legend } = useCaseMap(props);
  const { points, selected, mark, focus, district } = props;
  const [shown, setShown] = useState<Shown>({ lines: true, names: true, borders: true, cases: true });
  const [fillBy, setFillBy] = useState<FillBy>('open');
  const [boxing, setBoxing] = useState(false);

  useEffect(() => view?.setPoints(points), [view, points]);
  useEffect(() => view?.select(selected), [view, selected]);
  useEffect(() => view?.mark(mark), [view, mark]);
  useEffect(() => {
    if (focus !== undefined) view?.focus(focus);
  }, [view, focus]);
  useEffect(() => {
    view?.setFill(fillBy);
    view?.show(shown);
  }, [view, shown, fillBy]);
  useEffect(() => view?.setBoxing(boxing), [view, boxing]);

  return (
    <div className="map">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the map, + and - zoom it. */}
      <div className="map-canvas" ref={target} role="application" aria-label={t('mapLabel')} tabIndex={0} />
      {props.title && <div className="map-title">{props.title}</div>}
      <MapTools
        shown={shown}
        onShown={setShown}
        fillBy={fillBy}
        onFillBy={setFillBy}
        onZoom={(by) => view?.zoom(by)}
        onWhole={() => view?.focus(null)}
        {...(props.onBox ? { boxing, onBoxing: setBoxing, onVisible: () => props.onBox?.(view?.inView() ?? []) } : {})}
      />
      {legend && <MapLegend legend={legend} fillBy={fillBy} levels={district.levels} />}
      {props.children}
    </div>
  );
}
