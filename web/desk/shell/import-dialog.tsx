import '../areas/areas.css';
import { Button, Modal, Progress } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { Refusal, sayError } from '#web/api.ts';
import { pick } from '#web/i18n.ts';
import { UploadIcon, WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { t } from './texts.ts';

/** Where in the file, in the reader's words, and what is wrong there. */
export interface PlacedFault {
  place: string;
  zh: string;
  en: string;
}

/** A fault of the file, `cell` as a spreadsheet names it or its line; null: of the file as a whole. */
interface Fault {
  cell?: string | null;
  line?: number | null;
  zh: string;
  en: string;
}

export interface ChosenFile {
  name: string;
  /** Its bytes in base64, or its text. */
  content: string;
}

interface Faulty {
  faults: readonly Fault[];
  faultCount?: number;
}

interface ImportDialogProps<R extends Faulty> {
  title: string;
  /** What the file has to look like, and what becomes of what was there. */
  words: ReactNode;
  accept: string;
  mostBytes: number;
  /** What is sent of it: bytes unless it is a file of text. */
  isText?: boolean;
  /** A dry run only tells; otherwise the file is taken, whole or not at all. */
  send: (file: ChosenFile, dryRun: boolean, commandId: string) => Promise<R>;
  preview: (result: R) => ReactNode;
  okText: (result: R | null) => string;
  onDone: (result: R) => Promise<void> | void;
  onClose: () => void;
}

/** Bytes of one call of String.fromCharCode; more overflow the stack. */
const piece = 32_768;

/** As spreadsheets write it: UTF-8, or GB 18030 where it is not that. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function read(file: File, isText: boolean): Promise<ChosenFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (isText) return { name: file.name, content: textOf(bytes) };
  let binary = '';
  for (let from = 0; from < bytes.length; from += piece)
    binary += String.fromCharCode(...bytes.subarray(from, from + piece));
  return { name: file.name, content: btoa(binary) };
}

interface FaultListProps {
  title: string;
  faults: readonly PlacedFault[];
  /** Something to look at, which keeps nobody from going on. */
  isWarning?: boolean;
}

export function FaultList({ title, faults, isWarning = false }: FaultListProps) {
  if (faults.length === 0) return null;
  return (
    <div>
      <p className={isWarning ? '' : 'form-error'} role={isWarning ? undefined : 'alert'}>
        <WarningIcon size={18} /> {title}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list must be reachable from the keyboard. */}
      <ul className="fault-list" tabIndex={0} aria-label={title}>
        {faults.map((fault) => (
          <li key={`${fault.place}${fault.en}`}>
            <span className="num">{fault.place}</span>
            <span>{pick(fault.zh, fault.en)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function placeOf({ cell, line }: Fault): string {
  if (typeof line === 'number') return t('importLine', { n: line });
  return cell ?? t('importWhole');
}

function FaultsOf({ faults, count }: { faults: readonly Fault[]; count: number }) {
  return (
    <>
      <FaultList
        title={t('importFaults', { n: count })}
        faults={faults.map((fault) => ({ ...fault, place: placeOf(fault) }))}
      />
      {faults.length < count && <p className="muted">{t('importMore', { n: count - faults.length })}</p>}
    </>
  );
}

const steps = { reading: 20, checking: 60, writing: 80 } as const;
type Step = keyof typeof steps;

function Doing({ step }: { step: Step }) {
  return (
    <div role="status">
      {t(step)}
      <Progress aria-label={t(step)} percent={steps[step]} status="active" showInfo={false} />
    </div>
  );
}

function useFile<R extends Faulty>({ mostBytes, isText = false, send, onDone, onClose }: ImportDialogProps<R>) {
  const [file, setFile] = useState<ChosenFile | null>(null);
  const [result, setResult] = useState<R | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  async function attempt(doing: Step, run: () => Promise<void>): Promise<void> {
    setStep(doing);
    setError(null);
    try {
      await run();
    } catch (failure) {
      setError(sayError(failure));
      if (failure instanceof Refusal && hasFaults<R>(failure.detail)) setResult(failure.detail);
    } finally {
      setStep(null);
    }
  }
  async function choose(chosen: File | undefined): Promise<void> {
    if (!chosen) return;
    setResult(null);
    setFile(null);
    if (chosen.size > mostBytes) {
      setError(t('importLarge', { n: mostBytes / 1024 / 1024 }));
      return;
    }
    await attempt('reading', async () => {
      const opened = await read(chosen, isText);
      setFile(opened);
      setStep('checking');
      setResult(await send(opened, true, newId()));
    });
  }
  const apply = (opened: ChosenFile) =>
    attempt('writing', async () => {
      await onDone(await send(opened, false, newId()));
      onClose();
    });
  return { file, result, error, step, choose, apply };
}

function hasFaults<R>(detail: unknown): detail is R {
  return typeof detail === 'object' && detail !== null && 'faults' in detail;
}

/** A file is chosen and checked at once: what would change, or every fault by its cell. Only without faults it is taken. */
export function ImportDialog<R extends Faulty>(props: ImportDialogProps<R>) {
  const { title, words, accept, preview, okText, onClose } = props;
  const input = useRef<HTMLInputElement>(null);
  const { file, result, error, step, choose, apply } = useFile(props);
  const isClean = result !== null && result.faults.length === 0;
  return (
    <Modal
      open
      title={title}
      width={720}
      okText={okText(isClean ? result : null)}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !(file && isClean) }}
      confirmLoading={step === 'writing'}
      onOk={() => file && void apply(file)}
      onCancel={onClose}
    >
      <div className="import-steps">
        <p>{words}</p>
        <div className="area-head">
          <Button icon={<UploadIcon size={16} />} disabled={step !== null} onClick={() => input.current?.click()}>
            {t('importChoose')}
          </Button>
          {file && <span className="num">{file.name}</span>}
        </div>
        <input
          ref={input}
          hidden
          type="file"
          accept={accept}
          onChange={(event) => {
            void choose(event.target.files?.[0]);
            // The same file, mended, may be chosen again.
            event.target.value = '';
          }}
        />
        {step && <Doing step={step} />}
        {error && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error}
          </p>
        )}
        {result && result.faults.length > 0 && (
          <FaultsOf faults={result.faults} count={result.faultCount ?? result.faults.length} />
        )}
        {isClean && <div role="status">{preview(result)}</div>}
      </div>
    </Modal>
  );
}
