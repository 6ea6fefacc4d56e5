import { labelText, listText } from '#web/i18n.ts';
import '../areas/areas.css';
import './deadlines.css';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { CalendarView } from '#contract/deadlines';
import { call, sayError } from '#web/api.ts';
import { UploadIcon, WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { full, ms } from '#web/time.ts';
import { t as parts } from '../cases/texts-parts.ts';
import { useCan } from '../shell/me.ts';
import { PageTitle } from '../shell/page.tsx';
import { refresh, useAsk } from '../shell/query.ts';
import { Loaded } from '../shell/states.tsx';
import { t as shell } from '../shell/texts.ts';
import { say } from '../shell/toast.ts';
import { AreaClasses } from './area-classes.tsx';
import { Calculator } from './calculator.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { ImportYear } from './import-year.tsx';
import { LimitsTable } from './limits-table.tsx';
import { PartRulesForm, WhistleTable } from './part-rules-form.tsx';
import { t } from './texts.ts';
import { ThresholdsForm } from './thresholds-form.tsx';
import { YearPicture } from './year-picture.tsx';

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="card area-card" aria-label={title}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

const reload = async () => void (await refresh('GET /api/deadlines/calendar'));

function CalendarCards({ view }: { view: CalendarView }) {
  const [draft, setDraft] = useState(view.document);
  const [importing, setImporting] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isChanged = draft !== view.document;
  async function save(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      await call('PUT /api/deadlines/calendar', { body: { commandId: newId(), document: draft } });
      say(t('saved'));
      await reload();
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  return (
    <>
      <Card title={t('calendar')}>
        {view.missingYears.length > 0 && (
          <p className="form-error" role="status">
            <WarningIcon size={18} />
            {t('missing', { years: listText(view.missingYears.map(String)) })}
          </p>
        )}
        {error && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error}
          </p>
        )}
        {view.mayEdit && (
          <div className="area-head">
            <Button type="primary" disabled={!isChanged} loading={busy} onClick={() => void save()}>
              {t('save')}
            </Button>
            <Button icon={<UploadIcon size={16} />} onClick={() => setImporting(true)}>
              {t('import')}
            </Button>
          </div>
        )}
        <YearPicture document={draft} mayEdit={view.mayEdit} onChange={setDraft} />
      </Card>
      <Card title={t('hours')}>
        <HoursEditor
          patterns={draft.patterns}
          mayEdit={view.mayEdit}
          onChange={(patterns) => setDraft({ ...draft, patterns })}
        />
      </Card>
      {importing && <ImportYear onClose={() => setImporting(false)} onDone={reload} />}
    </>
  );
}

function History({ view }: { view: CalendarView }) {
  return (
    <Card title={t('history')}>
      {view.replans.length + view.versions.length === 0 && <p className="muted">{t('noHistory')}</p>}
      <ul>
        {view.replans.map((run) => (
          <li key={run.id} className="num">
            {t('run', {
              at: full(ms(run.madeAt)),
              looked: run.looked,
              moved: run.moved,
              state: run.finishedAt ? t('finished') : t('running'),
            })}
          </li>
        ))}
        {view.versions.map(({ version, madeAt, by, note }) => (
          <li key={version} className="num">
            {labelText(t('version', { n: version }), t('by', { at: full(ms(madeAt)), who: by ?? t('program'), note }))}
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Time limits and the working calendar: seen by all who read the catalogue, changed by who may change settings. */
export function DeadlinesPage() {
  const reads = useCan('case.read');
  const query = useAsk('GET /api/deadlines/calendar', {});
  return (
    <Loaded query={query}>
      {(view) => (
        <div className="deadlines">
          <PageTitle
            title={shell('pageDeadlines')}
            note={view.version === 0 ? t('statutory') : t('version', { n: view.version })}
          />
          <CalendarCards key={view.version} view={view} />
          <Card title={t('calculator')}>
            <Calculator />
          </Card>
          <Card title={t('thresholds')}>
            <ThresholdsForm thresholds={view.thresholds} mayEdit={view.mayEdit} />
          </Card>
          <Card title={t('limits')}>
            <LimitsTable mayEdit={view.mayEdit} />
          </Card>
          <Card title={t('classes')}>
            <AreaClasses mayEdit={view.mayEdit} />
          </Card>
          <Card title={parts('rules')}>
            <PartRulesForm />
          </Card>
          {reads && (
            <Card title={parts('whistles')}>
              <WhistleTable />
            </Card>
          )}
          <History view={view} />
        </div>
      )}
    </Loaded>
  );
}
