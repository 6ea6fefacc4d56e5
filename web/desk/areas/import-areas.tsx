import { Button, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import type { Answer } from '#contract/api';
import { call, Refusal, sayError } from '#web/api.ts';
import { CheckIcon, UploadIcon, WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { FaultList, type PlacedFault } from '../shell/import-dialog.tsx';
import { refresh } from '../shell/query.ts';
import { say } from '../shell/toast.ts';
import { guessMapping, importFields, type Opened, openGeojson } from './geojson-file.ts';
import { t } from './texts.ts';

type Result = Answer<'POST /api/areas/import'>;
type Fault = Result['faults'][number];
const systems = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const;
type System = (typeof systems)[number];

const placed = (faults: readonly Fault[]): PlacedFault[] =>
  faults.map(({ feature, code, zh, en }) => {
    const place = feature === null ? t('whole') : t('feature', { n: feature + 1 });
    return { place: code ? `${place} ${code}` : place, zh, en };
  });

function Outcome({ result }: { result: Result }) {
  const { added, changed, unchanged, faultCount, faults, warnings } = result;
  return (
    <div role="status">
      <p className="num">{t('result', { added, changed, unchanged })}</p>
      {faultCount === 0 && (
        <p className="ok-line">
          <CheckIcon size={18} /> {t('noFaults')}
        </p>
      )}
      <FaultList title={t('faults', { n: faultCount })} faults={placed(faults)} />
      <FaultList title={t('warnings', { n: warnings.length })} faults={placed(warnings)} isWarning />
    </div>
  );
}

function useImport(onDone: () => void) {
  const [result, setResult] = useState<Result | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function run(opened: Opened, system: System, mapping: Record<string, string>, dryRun: boolean): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const body = { commandId: newId(), dryRun, system, mapping, geojson: opened.geojson };
      const answer = await call('POST /api/areas/import', { body });
      setResult(answer);
      if (dryRun) return;
      say(t('imported', { added: answer.added, changed: answer.changed }));
      await refresh('GET /api/areas', 'GET /api/areas/:id', 'GET /api/public/areas', 'GET /api/public/outlines');
      onDone();
    } catch (failure) {
      setError(sayError(failure));
      if (failure instanceof Refusal && isResult(failure.detail)) setResult(failure.detail);
    } finally {
      setBusy(false);
    }
  }
  return { result, error, busy, run, reset: () => setResult(null) };
}

function isResult(detail: unknown): detail is Result {
  return typeof detail === 'object' && detail !== null && 'faults' in detail && 'faultCount' in detail;
}

interface MappingProps {
  opened: Opened;
  mapping: Record<string, string>;
  onMapping: (mapping: Record<string, string>) => void;
}

function Mapping({ opened, mapping, onMapping }: MappingProps) {
  return (
    <fieldset className="form-block">
      <legend>
        {t('mapping')} <small className="muted">{t('mappingHint')}</small>
      </legend>
      <div className="import-map">
        {importFields.map((field) => (
          <div key={field} style={{ display: 'contents' }}>
            <label htmlFor={`map-${field}`}>{t(`field_${field}`)}</label>
            <Select
              id={`map-${field}`}
              aria-label={t(`field_${field}`)}
              allowClear
              placeholder={t('notMapped')}
              value={mapping[field] ?? null}
              options={opened.properties.map((name) => ({ value: name, label: name }))}
              onChange={(name: string | null) => {
                const { [field]: _, ...rest } = mapping;
                onMapping(name ? { ...rest, [field]: name } : rest);
              }}
            />
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** A dry run lists every fault with its feature; only a file without faults can be imported. */
export function ImportAreas({ onClose }: { onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [wrong, setWrong] = useState(false);
  const [system, setSystem] = useState<System>('cgcs2000');
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const { result, error, busy, run, reset } = useImport(onClose);

  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    const read = await openGeojson(file);
    setWrong(read === null);
    setOpened(read);
    reset();
    if (read) setMapping(guessMapping(read.properties));
  }
  const clean = result !== null && result.faultCount === 0;
  return (
    <Modal open title={t('importTitle')} width={720} footer={null} onCancel={onClose}>
      <div className="import-steps">
        <p>{t('importWords')}</p>
        <div className="area-head">
          <Button icon={<UploadIcon size={16} />} onClick={() => input.current?.click()}>
            {t('chooseFile')}
          </Button>
          {opened && <span className="num">{t('fileInfo', { name: opened.name, n: opened.features })}</span>}
        </div>
        <input
          ref={input}
          hidden
          type="file"
          accept=".geojson,.json,application/geo+json"
          onChange={(event) => void choose(event.target.files?.[0])}
        />
        {(wrong || error) && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error ?? t('notGeojson')}
          </p>
        )}
        {opened && (
          <>
            <div className="import-map">
              <label htmlFor="import-system">{t('system')}</label>
              <Select
                id="import-system"
                aria-label={t('system')}
                value={system}
                onChange={setSystem}
                options={systems.map((value) => ({ value, label: value.toUpperCase() }))}
              />
            </div>
            <Mapping
              opened={opened}
              mapping={mapping}
              onMapping={(next) => {
                setMapping(next);
                reset();
              }}
            />
            <div className="move-buttons">
              <Button loading={busy} onClick={() => void run(opened, system, mapping, true)}>
                {t('dryRun')}
              </Button>
              <Button
                type="primary"
                disabled={!clean}
                loading={busy}
                onClick={() => void run(opened, system, mapping, false)}
              >
                {t('doImport')}
              </Button>
            </div>
          </>
        )}
        {result && <Outcome result={result} />}
      </div>
    </Modal>
  );
}
