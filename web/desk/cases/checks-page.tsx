import { getRouteApi } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { CaseView } from '#contract/cases';
import { CheckIcon, PhoneIcon, WarningIcon } from '#web/icons.tsx';
import { useMe } from '../shell/me.ts';
import { PageTitle } from '../shell/page.tsx';
import { useAsk } from '../shell/query.ts';
import { ButtonTabs } from '../shell/tabs.tsx';
import { t as shell } from '../shell/texts.ts';
import { MoveForm } from './move-form.tsx';
import { Queue } from './queue.tsx';
import { type CaseFilter, checkStates } from './search.ts';
import { t } from './texts-work.ts';
import { useMove } from './use-move.ts';

const route = getRouteApi('/checks');
type CheckState = (typeof checkStates)[number];
const labels = { handled: 'checksHandled', checked: 'checksChecked', contested: 'checksContested' } as const;
// ux.md D7: after three calls without answer somebody goes there.
const VISIT_AFTER = 3;

function ResultCard({ view }: { view: CaseView }) {
  const done = view.steps.findLast((step) => step.move === 'handle' || step.move === 'settle');
  return (
    <section className="queue-card queue-check" aria-label={t('checksResult')}>
      <h3>
        <CheckIcon size={17} />
        {t('checksResult')}
      </h3>
      <blockquote>{done?.note ?? t('checksNoResult')}</blockquote>
      {view.state === 'handled' && <p>{t('checksVerdict')}</p>}
    </section>
  );
}

function ContestCard({ view }: { view: CaseView }) {
  const said = view.steps.findLast((step) => step.move === 'contest');
  return (
    <section className="queue-card queue-contest" aria-label={t('checksContest')}>
      <h3>
        <WarningIcon size={17} />
        {t('checksContest')}
      </h3>
      <p className="muted">{t('checksWords')}</p>
      <blockquote>{said?.note ?? '—'}</blockquote>
      <p>{t('checksUphold')}</p>
    </section>
  );
}

function CallCard({ view }: { view: CaseView }) {
  const me = useMe();
  const [open, setOpen] = useState(false);
  const mover = useMove(view);
  const rules = useAsk('GET /api/part-rules', {}, { staleTime: 60_000 });
  const calls = view.steps.filter((step) => step.move === 'followUp' && step.more?.call?.reached === false).length;
  if (!view.abilities.includes('followUp')) return null;
  const script = (rules.data?.rules.followUpScript ?? '')
    .replace('{district}', me.districtName)
    .replace('{title}', view.title);
  return (
    <section className="queue-card queue-call" aria-label={t('checksCall')}>
      <h3>
        <PhoneIcon size={17} />
        {t('checksCall')}
      </h3>
      <p>{script}</p>
      {open ? (
        <MoveForm view={view} move="followUp" mover={mover} onClose={() => setOpen(false)} />
      ) : (
        <div className="queue-row">
          <Button size="small" onClick={() => setOpen(true)}>
            {t('checksAnswered')}
          </Button>
          {calls > 0 && <span>{t('checksCalls', { n: calls })}</span>}
          {calls >= VISIT_AFTER && <strong>{t('checksVisit')}</strong>}
        </div>
      )}
    </section>
  );
}

function Lead({ view }: { view: CaseView }) {
  return (
    <>
      {view.state === 'contested' && <ContestCard view={view} />}
      <ResultCard view={view} />
      {view.state === 'checked' && <CallCard view={view} />}
    </>
  );
}

/** D7: what was handled is checked by another person; what was checked is asked about; what is contested is decided. */
export function ChecksPage() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const state: CheckState = search.state ?? 'handled';
  const filter: CaseFilter = useMemo(() => ({ view: 'open', state }), [state]);
  return (
    <>
      <PageTitle title={shell('pageChecks')} />
      <Queue
        filter={filter}
        selected={search.id}
        onSelect={(id) => void navigate({ search: (old) => ({ ...old, id }), replace: true })}
        empty={t('checksNone')}
        lead={(view) => <Lead view={view} />}
        head={
          <ButtonTabs
            className="tabs tabs-short"
            label={t('checksTabs')}
            keys={checkStates}
            chosen={state}
            words={(one) => t(labels[one])}
            onChoose={(one) => void navigate({ search: { state: one } })}
          />
        }
      />
    </>
  );
}
