import './exchange.css';
import { Button, Modal } from 'antd';
import { CopyIcon, WarningIcon } from '#web/icons.tsx';
import { say, sayWrong } from '../shell/toast.ts';
import { t } from './texts.ts';

export interface Secret {
  words: string;
  values: { label: string; value: string }[];
}

async function copy(value: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    say(t('copied'));
  } catch {
    sayWrong(t('copyFailed'));
  }
}

/** Closed by its button only: a key that a stray click took away would have to be made anew. */
export function SecretShown({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  return (
    <Modal
      open
      title={t('secretTitle')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      width={640}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('kept')}
        </Button>
      }
    >
      <p className="secret-words">
        <WarningIcon size={18} />
        {secret.words}
      </p>
      <dl className="secret">
        {secret.values.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code>{value}</code>
              <Button
                size="small"
                icon={<CopyIcon size={16} />}
                aria-label={`${t('copy')} ${label}`}
                onClick={() => void copy(value)}
              >
                {t('copy')}
              </Button>
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
