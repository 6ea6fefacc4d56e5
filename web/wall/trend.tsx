import { useEffect, useRef, useState } from 'react';
import type { Wall } from '#contract/insight';
import { useLang } from '#web/prefs.ts';
import { isStill } from './motion.ts';
import { t } from './texts.ts';
import { openTrendChart, type TrendChart } from './trend-chart.ts';

const spans = [7, 14] as const;

export function Trend({ wall }: { wall: Wall }) {
  const lang = useLang();
  // A single community is read week by week, a district over two.
  const usual = wall.area.level >= 2 ? 7 : 14;
  const [chosen, setChosen] = useState<{ areaId: string; days: number } | null>(null);
  const days = chosen?.areaId === wall.area.id ? chosen.days : usual;
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<TrendChart>(undefined);
  const trend = wall.trend.slice(-days);
  const figures = JSON.stringify(trend);

  useEffect(() => {
    if (!place.current) return;
    chart.current = openTrendChart(place.current, isStill());
    return () => chart.current?.close();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `figures` stands for the trend, `lang` for the texts.
  useEffect(() => {
    chart.current?.show(trend, { reported: t('reported'), closed: t('closed'), today: t('todayShort') });
  }, [figures, lang]);

  return (
    <section className="trend" aria-labelledby="trend">
      <div className="title-line">
        <h2 id="trend">{t('trend', { n: days })}</h2>
        <fieldset className="switch">
          <legend className="sr-only">{t('trendDays')}</legend>
          {spans.map((span) => (
            <button
              key={span}
              type="button"
              aria-pressed={span === days}
              onClick={() => setChosen({ areaId: wall.area.id, days: span })}
            >
              {t('days', { n: span })}
            </button>
          ))}
        </fieldset>
      </div>
      <div className="trend-chart" ref={place} aria-hidden="true" />
      <ul className="sr-only">
        {trend.map(({ day, reported, closed }) => (
          <li key={day}>{t('trendSay', { day, reported, closed })}</li>
        ))}
      </ul>
    </section>
  );
}
