import { Button } from 'antd';
import { useState } from 'react';
import type { FlowDocument } from '#contract/flow-document';
import type { FlowTrial } from '#contract/flow-trials';
import { call, sayError } from '#web/api.ts';
import { wordsText } from '../shell/case-names.ts';
import { sayWrong } from '../shell/toast.ts';
import { t } from './texts.ts';

function Found({ title, found }: { title: string; found: FlowTrial['illegal'] }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {found.samples.length > 0 && (
        <table className="flow-table">
          <thead>
            <tr>
              {(['case', 'step', 'was', 'would'] as const).map((one) => (
                <th key={one} scope="col">
                  {t(one)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.samples.map(({ no, seq, step, was, would }) => (
              <tr key={no}>
                <td className="num">{no}</td>
                <td>
                  {seq} · {wordsText(step)}
                </td>
                <td>{wordsText(was)}</td>
                <td>{wordsText(would)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The real cases of the last 90 days on the document as it stands in the editor. */
export function TrialView({ document }: { document: FlowDocument }) {
  const [trial, setTrial] = useState<FlowTrial | null>(null);
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    setBusy(true);
    try {
      setTrial(await call('POST /api/flows/:flow/dry-run', { params: { flow: document.code }, body: { document } }));
    } catch (error) {
      sayWrong(sayError(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className="flow-trial">
      <p className="muted">{t('trialHint')}</p>
      <Button type="primary" loading={busy} onClick={() => void run()}>
        {t('runTrial')}
      </Button>
      {trial && (
        <div className="flow-trial" aria-live="polite">
          <p className="num">
            {t('trialCases', { cases: trial.cases, steps: trial.steps })}
            {trial.more && t('trialMore')}
          </p>
          <Found title={t('illegal', { n: trial.illegal.cases })} found={trial.illegal} />
          <Found title={t('otherOwner', { n: trial.owner.cases })} found={trial.owner} />
          <Found title={t('otherDue', { n: trial.due.cases })} found={trial.due} />
        </div>
      )}
    </div>
  );
}
