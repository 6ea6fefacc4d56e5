import { useEffect, useState, useSyncExternalStore } from 'react';
import { CheckIcon, CloseIcon, WarningIcon } from '#web/icons.tsx';
import { t } from './texts.ts';
import { currentToasts, dismissToast, subscribeToasts, type Toast } from './toast.ts';

function UndoButton({ toast, undo }: { toast: Toast; undo: NonNullable<Toast['undo']> }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.ceil((undo.until - now) / 1000));
  function press(): void {
    dismissToast(toast.id);
    undo.run();
  }
  return (
    <button type="button" className="toast-undo" onClick={press}>
      {t('undo')} <span className="num">{left}s</span>{' '}
      <span className="toast-key" aria-hidden="true">
        Z
      </span>
    </button>
  );
}

function OneToast({ toast }: { toast: Toast }) {
  const Icon = toast.tone === 'wrong' ? WarningIcon : CheckIcon;
  return (
    <div className={`toast toast-${toast.tone}`}>
      <Icon size={18} />
      <span>{toast.text}</span>
      {toast.undo ? (
        <UndoButton toast={toast} undo={toast.undo} />
      ) : (
        <button type="button" className="toast-close" aria-label={t('close')} onClick={() => dismissToast(toast.id)}>
          <CloseIcon size={16} />
        </button>
      )}
    </div>
  );
}

export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts);
  return (
    <div className="toaster" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
