import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { Answer } from '#contract/api';
import { call, Refusal, sayError } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { CheckIcon, UploadIcon, WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { refresh } from '../shell/query.ts';
import { say } from '../shell/toast.ts';
import { t } from './texts.ts';

type Result = Answer<'POST /api/categories/import'>;
interface Chosen {
  name: string;
  format: 'json' | 'csv';
  content: string;
}

function isResult(detail: unknown): detail is Result {
  return typeof detail === 'object' && detail !== null && 'faults' in detail;
}

function Outcome({ result }: { result: Result }) {
  const { faults, categories } = result;
  if (faults.length === 0) {
    return (
      <p className="ok-line" role="status">
        <CheckIcon size={18} /> {t('dryOk', { n: categories })}
      </p>
    );
  }
  return (
    <div role="alert">
      <p className="form-error">
        <WarningIcon size={18} /> {t('dryFaults', { n: faults.length })}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable from the keyboard. */}
      <ul className="fault-list" tabIndex={0} aria-label={t('dryFaults', { n: faults.length })}>
        {faults.map((fault) => (
          <li key={`${fault.line}${fault.en}`}>
            <span className="num">{fault.line === null ? t('whole') : t('line', { n: fault.line })}</span>
            <span>{pick(fault.zh, fault.en)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function ImportCatalogue({ onClose }: { onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    const format = /\.csv$/i.test(file.name) ? 'csv' : 'json';
    setChosen({ name: file.name, format, content: await file.text() });
    setResult(null);
    setError(null);
  }
  async function run(file: Chosen, dryRun: boolean): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const { format, content } = file;
      const answer = await call('POST /api/categories/import', {
        body: { commandId: newId(), dryRun, format, content },
      });
      setResult(answer);
      if (dryRun) return;
      say(t('imported', { n: answer.categories }));
      await refresh('GET /api/categories', 'GET /api/public/categories');
      onClose();
    } catch (failure) {
      setError(sayError(failure));
      if (failure instanceof Refusal && isResult(failure.detail)) setResult(failure.detail);
    } finally {
      setBusy(false);
    }
  }
  const clean = result !== null && result.faults.length === 0;
  return (
    <Modal open title={t('importTitle')} width={640} footer={null} onCancel={onClose}>
      <div className="import-steps">
        <p>{t('importWords')}</p>
        <div className="area-head">
          <Button icon={<UploadIcon size={16} />} onClick={() => input.current?.click()}>
            {t('chooseFile')}
          </Button>
          {chosen && <span className="num">{chosen.name}</span>}
        </div>
        <input
          ref={input}
          hidden
          type="file"
          accept=".json,.csv"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
        {error && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error}
          </p>
        )}
        {result && <Outcome result={result} />}
        {chosen && (
          <div className="move-buttons">
            <Button loading={busy} onClick={() => void run(chosen, true)}>
              {t('dryRun')}
            </Button>
            <Button type="primary" disabled={!clean} loading={busy} onClick={() => void run(chosen, false)}>
              {t('doImport', { n: result?.categories ?? 0 })}
            </Button>
          </div>
        )}
      </div>
    </Modal>
  );
}
