import { t } from '../texts.ts';
import { type Tone, toneOf } from '../tones.ts';
import type { CasePoint } from '../use-wall.ts';
import { type CountClass, faceOf, sayClass } from './counts.ts';

const shown: readonly Exclude<Tone, 'done' | 'void'>[] = ['triage', 'sent', 'doing', 'check', 'waiting'];

interface Props {
  classes: readonly CountClass[];
  points: readonly CasePoint[];
}

export function Legend({ classes, points }: Props) {
  const tones = shown.filter((tone) => tone !== 'waiting' || points.some((point) => toneOf(point.state) === 'waiting'));
  const late = points.some((point) => point.overdue);
  return (
    <div className="legend">
      <p className="legend-classes">
        {classes.map((one, index) => (
          <span key={one.from} className="legend-class">
            <i className={`face-${faceOf(classes, index)}`} aria-hidden="true" />
            <span className="num">{sayClass(one)}</span>
          </span>
        ))}
        <span className="legend-what">{t('open')}</span>
      </p>
      <p className="legend-states">
        {tones.map((tone) => (
          <span key={tone} className={`tone-${tone}`}>
            <i aria-hidden="true" />
            {t(tone)}
          </span>
        ))}
        {late && (
          <span className="tone-ring">
            <i aria-hidden="true" />
            {t('overdueRing')}
          </span>
        )}
      </p>
    </div>
  );
}
