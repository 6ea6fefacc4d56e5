import type { Wall } from '#contract/insight';
import type { LiveEvent } from '#contract/live-event';
import { pick } from '#web/i18n.ts';
import { lang } from '#web/prefs.ts';
import { day, ms } from '#web/time.ts';
import { caseLink } from './desk-links.ts';
import { shortName } from './map/labels.ts';
import { t } from './texts.ts';
import { toneOf } from './tones.ts';

type Row = Wall['feed'][number] & { key: string; what: string };

/** The last changes as counted, and above them what was just heard: without its title, until the count has looked at it. */
function rowsOf(feed: Wall['feed'], heard: readonly LiveEvent[]): Row[] {
  const counted = feed.map((event) => ({ ...event, key: `${event.caseId}:${event.seq}`, what: event.title }));
  const known = new Set(counted.map((row) => row.key));
  const fresh = heard.flatMap(({ stateName, moveName, ...event }) => {
    const key = `${event.caseId}:${event.seq}`;
    // What changes no state is told by the count alone.
    if (!stateName || !moveName || known.has(key)) return [];
    return [{ ...event, stateName, moveName, key, what: pick(moveName.zh, moveName.en) }];
  });
  return [...fresh, ...counted].sort((one, two) => ms(two.at) - ms(one.at)).slice(0, 12);
}

/** 18:42 today; the day alone where it is another: the column has room for one of them. */
function when(at: number, now: number): string {
  const text = day(at, now, lang());
  return text
    .replace(/^(今天|Today) /, '')
    .replace(/^(昨天|Yesterday) .*/, '$1')
    .replace(/^(\d\d-\d\d) .*/, '$1');
}

export function Feed({ wall, heard }: { wall: Wall; heard: readonly LiveEvent[] }) {
  const rows = rowsOf(wall.feed, heard);
  const now = ms(wall.at);
  return (
    <section className="feed" aria-labelledby="feed">
      <h2 id="feed">{t('feed')}</h2>
      {rows.length === 0 && <p className="note">{t('feedQuiet')}</p>}
      <ul className="feed-rows">
        {rows.map((row) => (
          <li key={row.key}>
            <a className="feed-row" href={caseLink(row.caseId)} target="_blank" rel="noreferrer">
              <time className="num" dateTime={row.at}>
                {when(ms(row.at), now)}
              </time>
              <span className="feed-what">
                {row.what} <span className="note">{shortName(row.areaName, wall.area.name)}</span>
              </span>
              <span className={`feed-state tone-${row.overdue ? 'late' : toneOf(row.state)}`}>
                <i aria-hidden="true" />
                {row.overdue ? t('overdue') : pick(row.stateName.zh, row.stateName.en)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
