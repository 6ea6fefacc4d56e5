import type { District } from '#contract/areas';
import { pick } from '#web/i18n.ts';
import type { FillBy, Legend } from './area-layers.ts';
import { t } from './texts.ts';

interface MapLegendProps {
  legend: Legend;
  fillBy: FillBy;
  levels: District['levels'];
}

export function MapLegend({ legend, fillBy, levels }: MapLegendProps) {
  const level = levels.find((one) => one.level === legend.level);
  const top = legend.bounds.at(-1) ?? 0;
  return (
    <div className="map-legend">
      {fillBy !== 'none' && (
        <>
          <span>{fillBy === 'open' ? t('fillOpen') : t('fillOverdue')}</span>
          <span className={`map-scale map-scale-${fillBy}`} aria-hidden="true">
            <i />
            <i />
            <i />
            <i />
            <i />
          </span>
          <span className="num">0–{top <= 4 ? '4+' : top}</span>
        </>
      )}
      <span className="muted">
        {t('legendAreas', { n: legend.areas, level: level ? pick(level.zh, level.en) : '' })}
      </span>
    </div>
  );
}
