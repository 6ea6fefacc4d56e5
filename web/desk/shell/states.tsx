import { Button, Skeleton } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { sayError } from '#web/api.ts';
import { RefreshIcon, WarningIcon } from '#web/icons.tsx';
import { BoxPicture } from '#web/pictures.tsx';
import { t } from './texts.ts';

// A skeleton that flashes by is worse than a short pause.
const SKELETON_AFTER_MS = 300;

export function useLate(after = SKELETON_AFTER_MS): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), after);
    return () => clearTimeout(timer);
  }, [after]);
  return late;
}

export function Waiting({ rows = 8 }: { rows?: number }) {
  const late = useLate();
  return (
    <div className="waiting" aria-busy="true">
      <span className="sr-only">{t('loading')}</span>
      {late && <Skeleton active title={false} paragraph={{ rows, width: '100%' }} />}
    </div>
  );
}

interface FailedProps {
  error: unknown;
  onRetry: () => void;
}

export function Failed({ error, onRetry }: FailedProps) {
  return (
    <div className="failed" role="alert">
      <WarningIcon size={20} />
      <p>{sayError(error)}</p>
      <Button icon={<RefreshIcon size={16} />} onClick={onRetry}>
        {t('retry')}
      </Button>
    </div>
  );
}

export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <BoxPicture width={160} />
      <p className="nothing-title">{title}</p>
      {children && <div className="nothing-more">{children}</div>}
    </div>
  );
}

interface LoadedProps<T> {
  query: { data: T | undefined; error: unknown; refetch: () => unknown };
  rows?: number;
  children: (data: T) => ReactNode;
}

/** The three states of a question: waiting, failed with a way to try again, answered. An old answer stays on a failure. */
export function Loaded<T>({ query, rows, children }: LoadedProps<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting {...(rows === undefined ? {} : { rows })} />;
}
