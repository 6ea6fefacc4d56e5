import { useEffect, useRef } from 'react';
import { useElder, useLang } from '#web/prefs.ts';
import type { Chart, Drawn } from './draw-chart.ts';

interface FigureChartProps {
  title: string;
  drawn: Drawn;
  /** A point was clicked; by keyboard the same stands in the table. */
  onPick: (index: number) => void;
  empty: string;
}

/** A picture of what the table below says in numbers; the drawing library comes when the first chart is shown. */
export function FigureChart({ title, drawn, onPick, empty }: FigureChartProps) {
  const lang = useLang();
  const elder = useElder();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart>(undefined);
  const latest = useRef({ drawn, onPick });
  latest.current = { drawn, onPick };
  const isEmpty = drawn.points.every(({ value }) => value === null);
  useEffect(() => {
    if (isEmpty) return;
    let closed = false;
    void import('./draw-chart.ts').then(({ openChart }) => {
      if (closed || !place.current) return;
      chart.current = openChart(place.current, (index) => latest.current.onPick(index));
      chart.current.show(latest.current.drawn);
    });
    return () => {
      closed = true;
      chart.current?.close();
      chart.current = undefined;
    };
  }, [isEmpty]);
  const figures = JSON.stringify(drawn);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `figures` stands for what is drawn, the others for texts and sizes.
  useEffect(() => chart.current?.show(drawn), [figures, lang, elder]);
  return (
    <section className="card figure-chart" aria-label={title}>
      <h3>{title}</h3>
      {isEmpty ? (
        <p className="muted figure-none">{empty}</p>
      ) : (
        <>
          <div
            ref={place}
            className="figure-drawing"
            aria-hidden="true"
            style={drawn.shape === 'bars' ? { height: `${Math.max(10, 2 + drawn.points.length * 1.75)}rem` } : {}}
          />
          <ul className="sr-only">
            {drawn.points.map(({ name, text }) => (
              <li key={name}>
                {name} {text}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
