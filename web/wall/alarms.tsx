import type { Wall } from '#contract/insight';
import { casesLink } from './desk-links.ts';
import { DeskLink, useFlash } from './figure.tsx';
import { whole } from './numbers.ts';
import { t } from './texts.ts';

const romans = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] as const;
const colours = ['red', 'orange', 'yellow', 'blue'] as const;

export function roman(level: number): string {
  return romans[level - 1] ?? String(level);
}

function Alarm({ level, n, areaId }: { level: number; n: number; areaId: string }) {
  const flash = useFlash(n);
  const colour = t(colours[level - 1] ?? 'blue');
  return (
    <DeskLink href={casesLink({ tab: 'open', level, areaId })} className={`alarm-card level-${level}`}>
      <b className={flash ? 'alarm-n num flash' : 'alarm-n num'}>{whole(n)}</b>
      <span className="alarm-name">
        <b>{roman(level)}</b> {colour}
      </span>
    </DeskLink>
  );
}

/** Alarm levels of the open cases; colour never without its numeral. */
export function Alarms({ wall }: { wall: Wall }) {
  return (
    <section aria-labelledby="alarms">
      <div className="title-line">
        <h2 id="alarms">{t('alarms')}</h2>
        <span className="note">{t('inControl')}</span>
      </div>
      <div className="alarms">
        {[1, 2, 3, 4].map((level) => (
          <Alarm
            key={level}
            level={level}
            n={wall.levels.find((one) => one.level === level)?.n ?? 0}
            areaId={wall.area.id}
          />
        ))}
      </div>
    </section>
  );
}
