import { Button, Modal } from 'antd';
import { useRef, useState } from 'react';
import type { Answer } from '#contract/api';
import { call, sayError } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { UploadIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { t } from './texts.ts';

type Preview = Answer<'POST /api/deadlines/calendar/import'>;
interface Chosen {
  fileName: string;
  content: string;
}

async function read(file: File): Promise<Chosen> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { fileName: file.name, content: btoa(binary) };
}

function Shown({ preview }: { preview: Preview }) {
  const { faults, years, added, changed, removed } = preview;
  if (faults.length === 0)
    return (
      <p role="status">{t('preview', { years: years.map(({ year }) => year).join('、'), added, changed, removed })}</p>
    );
  return (
    <div role="alert">
      <p className="form-error">{t('faults', { n: faults.length })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable from the keyboard. */}
      <ul className="fault-list" tabIndex={0} aria-label={t('faults', { n: faults.length })}>
        {faults.map((fault) => (
          <li key={`${fault.cell}${fault.en}`}>
            <span className="num">{fault.cell ?? ''}</span>
            <span>{pick(fault.zh, fault.en)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The yearly table: chosen, previewed with every fault by its cell, then taken. */
export function ImportYear({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<string | null>(null);
  async function send(file: Chosen, dryRun: boolean): Promise<void> {
    setError(null);
    try {
      setPreview(await call('POST /api/deadlines/calendar/import', { body: { commandId: newId(), dryRun, ...file } }));
      if (dryRun) return;
      await onDone();
      onClose();
    } catch (failure) {
      setError(sayError(failure));
    }
  }
  async function choose(file: File | undefined): Promise<void> {
    if (!file) return;
    const next = await read(file);
    setChosen(next);
    setPreview(null);
    await send(next, true);
  }
  const isClean = preview !== null && preview.faults.length === 0;
  return (
    <Modal
      open
      title={t('import')}
      okText={t('doImport')}
      cancelText={t('close')}
      okButtonProps={{ disabled: !(chosen && isClean) }}
      onOk={() => chosen && void send(chosen, false)}
      onCancel={onClose}
    >
      <p>{t('importHint')}</p>
      <div className="area-head">
        <Button icon={<UploadIcon size={16} />} onClick={() => input.current?.click()}>
          {t('chooseFile')}
        </Button>
        {chosen && <span className="num">{chosen.fileName}</span>}
      </div>
      <input
        ref={input}
        hidden
        type="file"
        accept=".csv,.xlsx"
        onChange={(event) => void choose(event.target.files?.[0])}
      />
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      {preview && <Shown preview={preview} />}
    </Modal>
  );
}
