import type { Wall } from '#contract/insight';
import { casesLink } from './desk-links.ts';
import { DeskLink } from './figure.tsx';
import { percent, rateSince, whole } from './numbers.ts';
import { t } from './texts.ts';

interface RateProps {
  name: string;
  share: number | null;
  note: string;
  tone: 'sky' | 'green' | 'violet';
  href?: string | undefined;
}

function Rate({ name, share, note, tone, href }: RateProps) {
  const said = share === null ? t('tooFew') : `${percent(share)}%`;
  return (
    <DeskLink href={href} className="rate">
      <span className="rate-name">{name}</span>
      <span className="bar" aria-hidden="true">
        <span className={`bar-fill ${tone}`} style={{ width: `${(share ?? 0) * 100}%` }} />
      </span>
      <b className={share === null ? 'rate-n none' : 'rate-n num'}>{said}</b>
      <span className="rate-note note">{note}</span>
    </DeskLink>
  );
}

/** Three rates, each with what it is a share of; under 10 no rate is given. Bars begin at 0 and end at 100 %. */
export function Quality({ wall, at }: { wall: Wall; at: number }) {
  const { last30 } = wall;
  const areaId = wall.area.id;
  const from = rateSince(at);
  const rated =
    last30.ratedShare === null
      ? t('ofCases', { n: whole(last30.satisfiedOf) })
      : t('ofRated', { n: whole(last30.satisfiedOf), share: `${percent(last30.ratedShare)}%` });
  return (
    <section aria-labelledby="last30">
      <h2 id="last30">{t('last30')}</h2>
      <div className="rates">
        <Rate name={t('onTime')} share={last30.onTime} note={t('ofCases', { n: whole(last30.onTimeOf) })} tone="sky" />
        <Rate
          name={t('satisfied')}
          share={last30.satisfied}
          note={rated}
          tone="green"
          href={casesLink({ tab: 'all', rating: 'satisfied', areaId, closedFrom: from })}
        />
        <Rate
          name={t('selfFound')}
          share={last30.selfFound}
          note={t('ofCases', { n: whole(last30.selfFoundOf) })}
          tone="violet"
          href={casesLink({ tab: 'all', source: 'worker', areaId, from })}
        />
      </div>
    </section>
  );
}
