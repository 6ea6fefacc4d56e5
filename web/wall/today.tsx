import type { Wall } from '#contract/insight';
import { clock } from '#web/time.ts';
import { casesLink } from './desk-links.ts';
import { DeskLink, useFlash } from './figure.tsx';
import { midnight, signed, whole } from './numbers.ts';
import { t } from './texts.ts';

interface BigProps {
  n: number;
  name: string;
  note: string;
  href?: string | undefined;
  alarm?: boolean;
}

function Big({ n, name, note, href, alarm }: BigProps) {
  const flash = useFlash(n);
  return (
    <DeskLink href={href} className={alarm ? 'big alarm' : 'big'}>
      <b className={flash ? 'big-n num flash' : 'big-n num'}>{whole(n)}</b>
      <span className="big-name">
        {name} <span className="note">{note}</span>
      </span>
    </DeskLink>
  );
}

export function Today({ wall, at, stale }: { wall: Wall; at: number; stale: boolean }) {
  const { today } = wall;
  const areaId = wall.area.id;
  const from = midnight(at);
  const mean = today.meanHandleHours;
  return (
    <section aria-labelledby="today">
      <div className="title-line">
        <h2 id="today">{t('todayCases')}</h2>
        <span className={stale ? 'note old' : 'note num'}>
          {stale ? t('stuckAt', { time: clock(at) }) : t('asOf', { time: clock(at) })}
        </span>
      </div>
      <div className="bigs">
        <Big
          n={today.reported}
          name={t('reported')}
          note={t('sameTime', { n: signed(today.reported - today.reportedYesterdaySameTime) })}
          href={casesLink({ tab: 'all', areaId, from })}
        />
        <Big
          n={today.open}
          name={t('open')}
          note={mean === null ? '' : t('meanHours', { n: mean.toFixed(1) })}
          href={casesLink({ tab: 'open', areaId })}
        />
        <Big
          n={today.closed}
          name={t('closed')}
          note={t('firstTime', { n: whole(today.firstTimeClosed) })}
          href={casesLink({ tab: 'all', areaId, closedFrom: from })}
        />
        <Big
          n={today.overdue}
          name={t('overdue')}
          note={t('dueSoon', { n: whole(today.dueSoon) })}
          href={casesLink({ tab: 'overdue', areaId })}
          alarm={today.overdue > 0}
        />
      </div>
    </section>
  );
}
