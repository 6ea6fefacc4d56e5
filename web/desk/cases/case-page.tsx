import './cases.css';
import './detail.css';
import './detail-work.css';
import './case-page.css';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { CaseView } from '#contract/cases';
import { ChevronLeftIcon, DownloadIcon } from '#web/icons.tsx';
import { full } from '#web/time.ts';
import { useMe } from '../shell/me.ts';
import { PageTitle } from '../shell/page.tsx';
import { Loaded } from '../shell/states.tsx';
import { ActionBar } from './action-bar.tsx';
import { AdviceCard } from './advice-card.tsx';
import { useOpenCase } from './case-detail.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CaseParts } from './case-parts.tsx';
import { CasePhotos } from './case-photos.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { t } from './texts-detail.ts';

const route = getRouteApi('/cases/$id');

function Dossier({ view }: { view: CaseView }) {
  const me = useMe();
  return (
    <article className="dossier">
      <div className="dossier-main card">
        <p className="print-only dossier-name">{t('dossier')}</p>
        <CaseHead view={view} page />
        <div className="dossier-body">
          <p className="case-body">{view.body}</p>
          <CaseFacts view={view} whole />
          <CaseParts view={view} />
          <h3>{t('attachments')}</h3>
          <CasePhotos view={view} />
          <CaseTimeline view={view} whole />
        </div>
        <p className="print-only muted">{t('printedAt', { at: full(Date.now()), who: me.name })}</p>
      </div>
      <aside className="dossier-side no-print">
        <div className="card">
          <ActionBar view={view} />
        </div>
        <AdviceCard view={view} />
      </aside>
    </article>
  );
}

/** D2: the whole record under its own address; printed, it is the dossier. */
export function CasePage() {
  const { id } = route.useParams();
  const query = useOpenCase(id);
  return (
    <div className="page">
      <PageTitle title={query.data?.no ?? t('detail')} />
      <div className="page-tools no-print">
        <Link to="/cases" className="back-link">
          <ChevronLeftIcon size={16} />
          {t('back')}
        </Link>
        <span className="grow" />
        <Button icon={<DownloadIcon size={16} />} onClick={() => print()}>
          {t('print')}
        </Button>
      </div>
      <Loaded query={query} rows={12}>
        {(view) => <Dossier view={view} />}
      </Loaded>
    </div>
  );
}
