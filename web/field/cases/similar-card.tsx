import { useGo } from '#web/go.ts';
import { ChevronRightIcon } from '#web/icons.tsx';
import { Card } from '#web/parts/basics.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { lang } from '#web/prefs.ts';
import { stateNameOf, toneOf } from '#web/state.ts';
import { ago, distance, ms } from '#web/time.ts';
import { useLoad } from '#web/use-load.ts';
import { ask } from '../accounts/session.ts';
import { t } from './texts.ts';

/** Others that may be the same: a picture, how far, how old, in which state. Nothing is shown when there are none. */
export function SimilarCard({ id, now }: { id: string; now: number }) {
  const go = useGo();
  const { data } = useLoad(`similar:${id}`, (signal) =>
    ask('GET /api/cases/:id/similar', { params: { id } }, { signal }),
  );
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Card className="card-flush">
      <h2 className="card-head">{t('similar')}</h2>
      <ul className="case-rows">
        {rows.map((row) => (
          <li key={row.id}>
            <a
              href={`/field/case/${row.id}`}
              onClick={(event) => {
                event.preventDefault();
                go(`/case/${row.id}`);
              }}
            >
              {row.thumbUrl && (
                <span className="thumb">
                  <img src={row.thumbUrl} alt="" loading="lazy" />
                </span>
              )}
              <span className="case-row-text">
                <b>{row.title}</b>
                <small className="num">
                  {t('similarMeta', {
                    metres: distance(row.metres, lang()),
                    when: ago(ms(row.reportedAt), now, lang()),
                  })}
                </small>
                <StatusTag tone={toneOf(row.state)}>{stateNameOf(row)}</StatusTag>
              </span>
              <ChevronRightIcon size={20} />
            </a>
          </li>
        ))}
      </ul>
    </Card>
  );
}
