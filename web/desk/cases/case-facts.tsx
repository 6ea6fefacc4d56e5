import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseView } from '#contract/cases';
import { pick } from '#web/i18n.ts';
import { full, ms } from '#web/time.ts';
import { useConditions } from '../deadlines/use-conditions.ts';
import { Reporter } from './contact-reveal.tsx';
import { Due } from './due.tsx';
import { t } from './texts-detail.ts';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function placeWords(view: CaseView): string {
  const point = view.lon !== null && view.lat !== null ? `${view.lon.toFixed(5)}, ${view.lat.toFixed(5)}` : null;
  const words = view.address ?? (point ? `${t('noAddress')} ${point}` : t('noPlace'));
  return view.accuracy === null ? words : `${words} · ${t('accuracy', { n: Math.round(view.accuracy) })}`;
}

function Merged({ view }: { view: CaseView }) {
  return (
    <>
      {view.mergedInto && (
        <Fact name={t('merged')}>
          <Link to="/cases/$id" params={{ id: view.mergedInto.id }}>
            {view.mergedInto.no}
          </Link>
        </Fact>
      )}
      {view.mergedHere.length > 0 && (
        <Fact name={t('mergedHere')}>
          {view.mergedHere.map((one) => (
            <Link key={one.id} to="/cases/$id" params={{ id: one.id }} title={one.title} className="fact-link">
              {one.no}
            </Link>
          ))}
        </Fact>
      )}
    </>
  );
}

/** The filing condition, and what has to be so before the case is closed. */
function Condition({ view }: { view: CaseView }) {
  const found = useConditions(view.categoryCode).find(({ code }) => code === view.conditionCode);
  return (
    <Fact name={t('condition')}>
      {found ? pick(found.zh, found.en) : view.conditionCode}
      {found?.closing && <span className="fact-more">{t('closesWhen', { words: found.closing })}</span>}
    </Fact>
  );
}

/** Who, where, under what: short in the pane, complete on the page of the case. */
export function CaseFacts({ view, whole }: { view: CaseView; whole?: boolean }) {
  const path = view.areaPath.map((area) => area.name).join(' › ');
  return (
    <dl className="facts">
      {view.dueAt && (
        <Fact name={t('dueIn')}>
          <Due row={view} />
        </Fact>
      )}
      <Fact name={t('place')}>
        {placeWords(view)}
        {whole && <span className="fact-more">{path}</span>}
      </Fact>
      <Fact name={t('reporter')}>
        <Reporter view={view} />
      </Fact>
      <Fact name={t('category')}>{view.categoryName ?? t('unclassified')}</Fact>
      {view.conditionCode && <Condition view={view} />}
      <Fact name={t('owner')}>
        {view.ownerName ?? '—'}
        {view.ownerPhone && <a href={`tel:${view.ownerPhone}`}> {view.ownerPhone}</a>}
      </Fact>
      {view.unitName && <Fact name={t('unit')}>{view.unitName}</Fact>}
      {whole && <Fact name={t('reportedAt')}>{full(ms(view.reportedAt))}</Fact>}
      {whole && view.totalDueAt && <Fact name={t('totalDue')}>{full(ms(view.totalDueAt))}</Fact>}
      {view.rating && <Fact name={t('rating')}>{t(view.rating)}</Fact>}
      <Merged view={view} />
    </dl>
  );
}
