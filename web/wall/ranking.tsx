import type { Wall } from '#contract/insight';
import { percent, scaleLow } from './numbers.ts';
import { excerpt, type Ranked, rankPlaces } from './ranks.ts';
import { t } from './texts.ts';

// The column has room for eight lines beside eight lines of the feed.
const MOST = 8;

interface Props {
  wall: Wall;
  go: (areaId: string) => void;
  onList: () => void;
}

interface RowProps {
  place: Ranked;
  low: number;
  whole: number | null;
  go: (areaId: string) => void;
}

const onScale = (share: number, low: number) => Math.max(1, ((share * 100 - low) / (100 - low)) * 100);

function Row({ place, low, whole, go }: RowProps) {
  const behind = whole !== null && place.onTime < whole;
  return (
    <li>
      <button type="button" className="rank" onClick={() => go(place.id)} title={t('goTo', { name: place.name })}>
        <span className="rank-no num">{place.rank}</span>
        <span className="rank-name">{place.name}</span>
        <span className="bar" aria-hidden="true">
          <span
            className={behind ? 'bar-fill amber' : 'bar-fill sky'}
            style={{ width: `${onScale(place.onTime, low)}%` }}
          />
          {whole !== null && <span className="bar-mark" style={{ left: `${onScale(whole, low)}%` }} />}
        </span>
        <b className="rank-n num">{percent(place.onTime)}</b>
      </button>
    </li>
  );
}

/** Places, not people; a cut scale says so. */
export function Ranking({ wall, go, onList }: Props) {
  const ranked = rankPlaces(wall.children);
  const unranked = wall.children.length - ranked.length;
  const low = scaleLow(ranked.map((place) => place.onTime));
  const whole = wall.last30.onTime;
  const { head, tail, between } = excerpt(ranked, MOST);
  if (wall.children.length === 0) return null;
  return (
    <section className="ranking" aria-labelledby="ranking">
      <div className="title-line">
        <h2 id="ranking">{t('ranking')}</h2>
        {ranked.length > 0 && (
          <span className="note num">{low > 0 ? t('rankingNote', { low }) : t('rankingWhole')}</span>
        )}
      </div>
      <ol className="ranks">
        {head.map((place) => (
          <Row key={place.id} place={place} low={low} whole={whole} go={go} />
        ))}
        {between > 0 && (
          <li>
            <button type="button" className="rank-between" onClick={onList}>
              {t('rankingMid', { n: between })}
            </button>
          </li>
        )}
        {tail.map((place) => (
          <Row key={place.id} place={place} low={low} whole={whole} go={go} />
        ))}
      </ol>
      {ranked.length > 0 && whole !== null && (
        <p className="note num">
          <i className="mark-sample" aria-hidden="true" /> {t('wholeRate', { share: percent(whole) })}
        </p>
      )}
      {unranked > 0 && (
        <p className="note">{ranked.length > 0 ? t('tooFewPlaces', { n: unranked }) : t('nothingToRank')}</p>
      )}
    </section>
  );
}
