import { type ReactNode, useEffect, useRef, useState } from 'react';
import { sayError } from '../api.ts';
import { RefreshIcon, WarningIcon } from '../icons.tsx';
import { Button } from './basics.tsx';
import { t } from './texts.ts';

const PATIENCE_MS = 300;
const BLOCKS = ['first', 'second', 'third', 'fourth'];

/** Nothing for the first 300 ms: an answer that comes at once must not flicker. */
export function Skeleton({ blocks = 3 }: { blocks?: number }) {
  const [shown, show] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => show(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className="skeletons">
      <span className="sr-only">{shown ? t('loading') : ''}</span>
      {shown && BLOCKS.slice(0, blocks).map((name) => <div key={name} className="skeleton" aria-hidden="true" />)}
    </div>
  );
}

interface EmptyProps {
  picture: ReactNode;
  /** Left out where the page's own heading says it. */
  title?: string;
  children?: ReactNode;
  action?: ReactNode;
}

export function Empty({ picture, title, children, action }: EmptyProps) {
  return (
    <div className="empty">
      {picture}
      {title && <h2>{title}</h2>}
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}

interface FailedProps {
  error: unknown;
  /** In other words than the error's own. */
  why?: string | undefined;
  onRetry: () => void;
  /** Another way out, for example the worker's phone. */
  action?: ReactNode;
}

/** Why, once more, and another way out. */
export function Failed({ error, why, onRetry, action }: FailedProps) {
  return (
    <div role="alert" className="card failed">
      <WarningIcon size={26} />
      <div>
        <h2>{t('wentWrong')}</h2>
        <p>{why ?? sayError(error)}</p>
        <div className="btns">
          <Button look="soft" icon={<RefreshIcon size={20} />} onClick={onRetry}>
            {t('retry')}
          </Button>
          {action}
        </div>
      </div>
    </div>
  );
}

export interface Fault {
  /** The id of the field that mends it. */
  field: string;
  text: string;
}

interface ErrorSummaryProps {
  faults: readonly Fault[];
  /** Rises at each attempt, so that the same faults take the focus again. */
  attempt: number;
}

/** Tells all that is missing, takes the focus, and leads to each field. */
export function ErrorSummary({ faults, attempt }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: mending one fault must not move the focus; the next attempt does.
  useEffect(() => {
    if (attempt === 0 || faults.length === 0) return;
    box.current?.focus();
    box.current?.scrollIntoView({ block: 'center' });
  }, [attempt]);
  if (faults.length === 0) return null;
  return (
    <div ref={box} role="alert" tabIndex={-1} className="error-summary">
      <WarningIcon size={24} />
      <div>
        <h2>{t('missing')}</h2>
        <ul>
          {faults.map((fault) => (
            <li key={fault.field}>
              <a
                href={`#${fault.field}`}
                onClick={(event) => {
                  event.preventDefault();
                  const field = document.getElementById(fault.field);
                  field?.focus();
                  field?.scrollIntoView({ block: 'center' });
                }}
              >
                {fault.text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
