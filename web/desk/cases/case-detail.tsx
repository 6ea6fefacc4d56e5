import { type ReactNode, useEffect } from 'react';
import { Refusal } from '#web/api.ts';
import { useLiveEvents } from '../shell/live.ts';
import { Loaded } from '../shell/states.tsx';
import { ActionBar } from './action-bar.tsx';
import { AdviceCard } from './advice-card.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseParts } from './case-parts.tsx';
import { CasePhotos } from './case-photos.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { t as list } from './texts.ts';
import { t } from './texts-detail.ts';
import { reloadCase, useCase } from './use-cases.ts';

interface CaseDetailProps {
  id: string | undefined;
  /** What the queue puts before the rest: the reason of a return, the words of the check. */
  lead?: (view: NonNullable<ReturnType<typeof useCase>['data']>) => ReactNode;
  onLoaded?: (place: { lon: number; lat: number } | null, areaId: string) => void;
}

/** Follows one open case: its pane always shows the last step. */
export function useOpenCase(id: string | undefined) {
  const query = useCase(id);
  const seq = query.data?.seq ?? 0;
  useLiveEvents((event) => {
    if (event.caseId === id && event.seq > seq) void reloadCase(event.caseId).catch(() => undefined);
  });
  return query;
}

export function CaseDetail({ id, lead, onLoaded }: CaseDetailProps) {
  const query = useOpenCase(id);
  const { data } = query;
  useEffect(() => {
    if (!data || !onLoaded) return;
    onLoaded(data.lon !== null && data.lat !== null ? { lon: data.lon, lat: data.lat } : null, data.areaId);
  }, [data, onLoaded]);
  if (id === undefined) return <p className="detail-none">{list('chooseOne')}</p>;
  const unknown = query.error instanceof Refusal && query.error.code === 'case.unknown';
  return (
    <section className="detail" aria-label={t('detail')}>
      <Loaded query={query} rows={10}>
        {(view) => (
          <>
            <CaseHead view={view} />
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard. */}
            <section className="detail-body" tabIndex={0} aria-label={view.title} key={view.id}>
              {lead?.(view)}
              <CasePhotos view={view} />
              {view.body !== view.title && <p className="case-body">{view.body}</p>}
              <CaseFacts view={view} />
              <CaseParts view={view} />
              <AdviceCard view={view} />
              <CaseTimeline view={view} />
            </section>
            <ActionBar view={view} />
          </>
        )}
      </Loaded>
      {unknown && <p className="muted detail-none">{t('forbidden')}</p>}
    </section>
  );
}
