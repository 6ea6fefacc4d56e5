import './cases.css';
import './detail.css';
import './detail-work.css';
import './merge.css';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { CaseView } from '#contract/cases';
import { sayError } from '#web/api.ts';
import { ChevronLeftIcon, MergeIcon, UndoIcon, WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { useLang } from '#web/prefs.ts';
import { distance, ms } from '#web/time.ts';
import { stateNameOf } from '../shell/case-names.ts';
import { PageTitle } from '../shell/page.tsx';
import { refresh } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { say } from '../shell/toast.ts';
import { useOpenCase } from './case-detail.tsx';
import { CaseFacts } from './case-facts.tsx';
import { CaseHead } from './case-head.tsx';
import { CasePhotos } from './case-photos.tsx';
import { metresBetween } from './metres.ts';
import { t } from './texts-work.ts';
import { putCase, reloadCase } from './use-cases.ts';
import { sendMove } from './use-move.ts';

const route = getRouteApi('/cases/$id/merge/$other');
const DAY_MS = 86_400_000;
// Duplicates of the field stand within 50 m; ten times that is another place.
const FAR_METRES = 500;

function Side({ view, main, onMain }: { view: CaseView; main: boolean; onMain: () => void }) {
  return (
    <article className={main ? 'card merge-side merge-main' : 'card merge-side'}>
      <label className="merge-pick">
        <input type="radio" name="merge-main" checked={main} onChange={onMain} />
        <strong>{main ? t('mergeIsMain') : t('mergeInto')}</strong>
        {!main && <span className="muted">{t('mergeMain')}</span>}
      </label>
      <CaseHead view={view} />
      <div className="dossier-body">
        <CasePhotos view={view} />
        <p className="case-body">{view.body}</p>
        <CaseFacts view={view} />
      </div>
    </article>
  );
}

/** What speaks for and against their being one matter. */
function Signs({ a, b }: { a: CaseView; b: CaseView }) {
  const lang = useLang();
  const days = Math.floor(Math.abs(ms(a.reportedAt) - ms(b.reportedAt)) / DAY_MS);
  const metres = metresBetween(a, b);
  const known = a.categoryCode !== null && b.categoryCode !== null;
  const same = a.categoryCode === b.categoryCode;
  return (
    <p className="merge-signs">
      {metres !== null && <span className="chip">{t('mergeDistance', { metres: distance(metres, lang) })}</span>}
      <span className="chip">{days === 0 ? t('mergeSameDay') : t('mergeDays', { n: days })}</span>
      {known && <span className="chip">{same ? t('mergeSameCategory') : t('mergeOtherCategory')}</span>}
      {metres !== null && metres > FAR_METRES && <span className="chip chip-warn">{t('mergeFar')}</span>}
    </p>
  );
}

function useMerge(main: CaseView, gone: CaseView) {
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  async function merge(note: string): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      putCase(await sendMove(gone, 'merge', { commandId: newId(), note, photos: [], targetId: main.id }));
      await Promise.all([reloadCase(main.id), refresh('GET /api/cases/counts', 'GET /api/cases/points')]);
      say(t('mergeDone', { from: gone.no, to: main.no }));
      await navigate({ to: '/cases/$id', params: { id: main.id } });
    } catch (failure) {
      setError(sayError(failure));
      await Promise.all([reloadCase(gone.id), reloadCase(main.id)]).catch(() => undefined);
    } finally {
      setBusy(false);
    }
  }
  return { merge, busy, error };
}

function Both({ a, b }: { a: CaseView; b: CaseView }) {
  // The older report is usually the one already being handled; the case that can be merged decides where only one can.
  const older = ms(a.reportedAt) <= ms(b.reportedAt) ? a : b;
  const younger = older === a ? b : a;
  const [chosen, setMainId] = useState<string | null>(null);
  const mainId = chosen ?? (younger.abilities.includes('merge') ? older.id : younger.id);
  const [note, setNote] = useState('');
  const main = mainId === a.id ? a : b;
  const gone = mainId === a.id ? b : a;
  const { merge, busy, error } = useMerge(main, gone);
  const possible = gone.abilities.includes('merge');
  return (
    <>
      <p>{t('mergeWords')}</p>
      <Signs a={a} b={b} />
      <div className="merge-both">
        {[a, b].map((view) => (
          <Side key={view.id} view={view} main={view.id === mainId} onMain={() => setMainId(view.id)} />
        ))}
      </div>
      <div className="card merge-foot">
        {(error || !possible) && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error ?? t('mergeCannot', { no: gone.no, state: stateNameOf(gone) })}
          </p>
        )}
        <div className="merge-row">
          <Input
            aria-label={t('mergeNote')}
            placeholder={t('mergeNote')}
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
          <Button icon={<UndoIcon size={16} />} onClick={() => setMainId(gone.id)}>
            {t('mergeSwap')}
          </Button>
          <Button
            type="primary"
            icon={<MergeIcon size={16} />}
            disabled={!possible}
            loading={busy}
            onClick={() => void merge(note)}
          >
            {t('mergeDo', { from: gone.no, to: main.no })}
          </Button>
        </div>
      </div>
    </>
  );
}

/** D4: side by side; the person chooses which one lives on. */
export function MergePage() {
  const { id, other } = route.useParams();
  const first = useOpenCase(id);
  const second = useOpenCase(other);
  return (
    <div className="page">
      <PageTitle title={t('mergeTitle')} />
      <div className="page-tools">
        <Link to="/cases/$id" params={{ id }} className="back-link">
          <ChevronLeftIcon size={16} />
          {t('mergeBack')}
        </Link>
      </div>
      <Loaded query={first}>{(a) => <Loaded query={second}>{(b) => <Both a={a} b={b} />}</Loaded>}</Loaded>
    </div>
  );
}
