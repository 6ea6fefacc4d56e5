import { type ReactNode, useEffect, useId, useRef } from 'react';
import { CloseIcon } from '../icons.tsx';
import { IconButton } from './basics.tsx';
import { t } from './texts.ts';

interface SheetProps {
  open: boolean;
  title: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  /** 'full' covers the screen (maps, photos). */
  look?: 'bottom' | 'full';
}

/** iOS before 15.4 knows no dialogs: there the element is only laid over the screen, without holding the focus. */
function show(dialog: HTMLDialogElement): void {
  if (dialog.open) return;
  if (typeof dialog.showModal === 'function') dialog.showModal();
  else dialog.setAttribute('open', '');
}

/** A native dialog: the browser keeps the focus inside, Escape closes, and the focus returns to where it was. */
export function Sheet({ open, title, onClose, children, foot, look = 'bottom' }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const own = dialog.current;
    if (!own) return;
    if (open) show(own);
    else if (typeof own.close === 'function') own.close();
    else own.removeAttribute('open');
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className={`sheet sheet-${look}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      {open && (
        <div className="sheet-box">
          <div className="sheet-head">
            <h2 id={heading}>{title}</h2>
            <IconButton label={t('close')} onClick={onClose}>
              <CloseIcon />
            </IconButton>
          </div>
          <div className="sheet-body">{children}</div>
          {foot && <div className="sheet-foot">{foot}</div>}
        </div>
      )}
    </dialog>
  );
}
