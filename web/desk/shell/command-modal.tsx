import { Modal } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { Refusal, sayError } from '#web/api.ts';
import { WarningIcon } from '#web/icons.tsx';
import { newId } from '#web/ids.ts';
import { t } from './texts.ts';
import { say } from './toast.ts';

interface CommandModalProps {
  title: string;
  okText: string;
  danger?: boolean;
  width?: number;
  /** Sends the command and gives what to say after it; a text in `missing` stops it before. */
  send: (commandId: string) => Promise<string>;
  missing?: string | null;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog around one command: an error stays in it with everything that was typed. */
export function CommandModal({ title, okText, danger, width, send, missing, onClose, children }: CommandModalProps) {
  // One id for the life of the dialog: sent again after a lost answer, it is done once. A refusal makes a new one.
  const [commandId, setCommandId] = useState(() => newId());
  const formId = useId();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function run(): Promise<void> {
    if (missing) {
      setError(missing);
      return;
    }
    setBusy(true);
    setError(null);
    try {
      say(await send(commandId));
      onClose();
    } catch (failure) {
      setError(sayError(failure));
      if (failure instanceof Refusal) setCommandId(newId());
    } finally {
      setBusy(false);
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t('cancel')}
      // The button of the form, though it stands outside of it: so Enter sends from any field.
      okButtonProps={{ danger: danger ?? false, htmlType: 'submit', form: formId }}
      confirmLoading={busy}
      onCancel={onClose}
      {...(width ? { width } : {})}
    >
      <form
        id={formId}
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {error && (
          <p className="form-error" role="alert">
            <WarningIcon size={18} />
            {error}
          </p>
        )}
        {children}
      </form>
    </Modal>
  );
}

interface LabelledFieldProps {
  id: string;
  label: string;
  hint?: string;
  children: ReactNode;
}

export function LabelledField({ id, label, hint, children }: LabelledFieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {hint && <small>{hint}</small>}
      </label>
      {children}
    </div>
  );
}
