import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CaseView } from '#contract/cases';
import { UndoIcon } from '#web/icons.tsx';
import { useLang } from '#web/prefs.ts';
import { day, full, ms } from '#web/time.ts';
import { PageTitle } from '../shell/page.tsx';
import { t as shell } from '../shell/texts.ts';
import { useNow } from '../shell/use-now.ts';
import { Queue } from './queue.tsx';
import type { CaseFilter } from './search.ts';
import { t } from './texts-work.ts';

const route = getRouteApi('/returned');

function ReturnCard({ view }: { view: CaseView }) {
  const now = useNow();
  const lang = useLang();
  const last = view.steps.findLast((step) => step.move === 'return');
  const units = view.steps
    .filter((step) => step.move === 'dispatch' || step.move === 'transfer')
    .map((step) => step.unitName)
    .filter((name) => name !== null);
  if (!last) return null;
  return (
    <section className="queue-card" aria-label={t('returnedReason')}>
      <h3>
        <UndoIcon size={17} />
        {t('returnedReason')}
        <span className="chip chip-warn">{t('returnedNth', { n: view.returns })}</span>
      </h3>
      <blockquote>{last.note ?? '—'}</blockquote>
      <p className="muted">{t('returnedBy', { by: last.by, at: day(ms(last.at), now, lang) })}</p>
      {units.length > 0 && (
        <p>
          {t('returnedHistory')}: {units.join(' → ')}
        </p>
      )}
      {view.totalDueAt && <p className="muted">{t('returnedClock', { due: full(ms(view.totalDueAt)) })}</p>}
      {view.returns > 1 && <p>{t('returnedFinal')}</p>}
    </section>
  );
}

/** D6: returned cases with their grounds; the clock of the whole keeps running while the room decides. */
export function ReturnedPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const filter: CaseFilter = useMemo(
    () => ({ view: 'open', state: 'returned', ...(search.areaId ? { areaId: search.areaId } : {}) }),
    [search.areaId],
  );
  return (
    <>
      <PageTitle title={shell('pageReturned')} />
      <Queue
        filter={filter}
        selected={search.id}
        onSelect={(id) => void navigate({ search: (old) => ({ ...old, id }), replace: true })}
        empty={t('returnedNone')}
        lead={(view) => <ReturnCard view={view} />}
      />
    </>
  );
}
