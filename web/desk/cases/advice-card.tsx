import { Link } from '@tanstack/react-router';
import type { CaseView, SimilarCase } from '#contract/cases';
import { states } from '#contract/lifecycle';
import { SparkIcon } from '#web/icons.tsx';
import { useLang } from '#web/prefs.ts';
import { ago, distance, ms } from '#web/time.ts';
import { limitText } from '../catalogue/limit-text.ts';
import { stateNameOf } from '../shell/case-names.ts';
import { Key } from '../shell/page.tsx';
import { useAsk } from '../shell/query.ts';
import { useNow } from '../shell/use-now.ts';
import { t } from './texts-detail.ts';

// contract: from 0.45 on it is probably the same.
const PROBABLY = 0.45;
// Under this the classifier is guessing: no suggestion is better than a wrong one.
const SURE = 0.25;

export function useAdvice(view: CaseView) {
  const open = states[view.state].kind === 'open';
  return useAsk('GET /api/cases/:id/advice', { params: { id: view.id } }, { enabled: open, staleTime: 60_000 });
}

export function useSimilar(view: CaseView) {
  const may = view.abilities.includes('merge');
  const query = useAsk('GET /api/cases/:id/similar', { params: { id: view.id } }, { enabled: may, staleTime: 60_000 });
  return (query.data?.rows ?? []).filter((row) => row.score >= PROBABLY);
}

function Similar({ view, row, first }: { view: CaseView; row: SimilarCase; first: boolean }) {
  const lang = useLang();
  const now = useNow();
  return (
    <div className="similar">
      {row.thumbUrl && <img src={row.thumbUrl} alt="" loading="lazy" />}
      <div>
        <p>
          <strong className="num">{row.no}</strong> {row.title}
        </p>
        <p className="muted">
          {t('similarOne', {
            metres: distance(row.metres, lang),
            ago: ago(ms(row.reportedAt), now, lang),
            state: stateNameOf(row),
          })}
        </p>
      </div>
      <Link className="similar-go" to="/cases/$id/merge/$other" params={{ id: view.id, other: row.id }}>
        {t('merge')} {first && <Key>M</Key>}
      </Link>
    </div>
  );
}

function Suggestion({ view }: { view: CaseView }) {
  const advice = useAdvice(view);
  if (!advice.data) return <p className="muted">{advice.isError ? t('adviceNone') : t('adviceWait')}</p>;
  const category = advice.data.categories.find((one) => one.confidence >= SURE);
  const [unit] = advice.data.units;
  const limit = limitText(advice.data.limit);
  const because = [...(category?.because ?? []), unit?.because].filter(Boolean).join('；');
  if (!category && !unit) return <p className="muted">{t('adviceNone')}</p>;
  return (
    <p className="advice-words">
      {category && (
        <>
          {t('adviceCategory')} <mark>{category.name}</mark>{' '}
        </>
      )}
      {unit && (
        <>
          {t('adviceUnit')} <mark>{unit.name}</mark>{' '}
        </>
      )}
      {limit && (
        <>
          {t('adviceLimit')} <mark>{limit}</mark>
        </>
      )}
      {because && (
        <span className="advice-because">
          {t('because')}
          {because}
        </span>
      )}
    </p>
  );
}

/** What the words and the past suggest, with the grounds. Nothing is done by itself. */
export function AdviceCard({ view }: { view: CaseView }) {
  const similar = useSimilar(view);
  const triage = view.abilities.some((move) => ['dispatch', 'accept', 'merge'].includes(move));
  if (!triage || states[view.state].kind !== 'open') return null;
  return (
    <section className="advice no-print" aria-label={t('advice')}>
      <header>
        <SparkIcon size={18} />
        <h3>{t('advice')}</h3>
        <span className="muted">{t('adviceNote')}</span>
      </header>
      <Suggestion view={view} />
      {similar.length > 0 && (
        <div className="advice-similar">
          <h4>{t('similar', { n: similar.length })}</h4>
          {similar.slice(0, 3).map((row, i) => (
            <Similar key={row.id} view={view} row={row} first={i === 0} />
          ))}
        </div>
      )}
    </section>
  );
}
