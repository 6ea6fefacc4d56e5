import { Button, Input, Popover } from 'antd';
import { useEffect, useState } from 'react';
import type { Answer } from '#contract/api';
import type { CaseView } from '#contract/cases';
import { call, sayError } from '#web/api.ts';
import { PhoneIcon } from '#web/icons.tsx';
import { t } from './texts-detail.ts';

type Contact = Answer<'POST /api/cases/:id/contact'>;
// Long enough to dial, short enough not to stay on an open screen.
const SHOWN_MS = 60_000;

function Purpose({ caseId, onShown }: { caseId: string; onShown: (contact: Contact) => void }) {
  const [purpose, setPurpose] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function ask(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      onShown(await call('POST /api/cases/:id/contact', { params: { id: caseId }, body: { purpose: purpose.trim() } }));
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form
      className="reveal"
      onSubmit={(event) => {
        event.preventDefault();
        void ask();
      }}
    >
      <p>{t('revealWords')}</p>
      {error && (
        <p className="form-error" role="alert">
          {error}
        </p>
      )}
      <label htmlFor="reveal-purpose">{t('purpose')}</label>
      <Input
        id="reveal-purpose"
        value={purpose}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => setPurpose(event.target.value)}
      />
      <div className="chips">
        {[t('purpose1'), t('purpose2'), t('purpose3')].map((words) => (
          <button type="button" className="chip chip-press" key={words} onClick={() => setPurpose(words)}>
            {words}
          </button>
        ))}
      </div>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('revealDo')}
      </Button>
    </form>
  );
}

/** Masked until somebody says what for; hidden again after a minute and with the next case. */
export function Reporter({ view }: { view: CaseView }) {
  const [open, setOpen] = useState(false);
  const [contact, setContact] = useState<Contact | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case never shows this one's contact.
  useEffect(() => setContact(null), [view.id]);
  useEffect(() => {
    if (!contact) return;
    const timer = setTimeout(() => setContact(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [contact]);

  const { reporter } = view;
  if (!reporter) return <>{t('noContact')}</>;
  const masked = [reporter.anonymous ? t('anonymous') : reporter.name, reporter.phone].filter(Boolean).join(' ');
  if (contact) {
    return (
      <span className="reveal-shown">
        <strong>{[contact.name, contact.phone].filter(Boolean).join(' ')}</strong>
        {contact.phone && (
          <a href={`tel:${contact.phone}`} aria-label={contact.phone}>
            <PhoneIcon size={16} />
          </a>
        )}
        <button type="button" className="link" onClick={() => setContact(null)}>
          {t('revealHide')}
        </button>
      </span>
    );
  }
  return (
    <span className="num">
      {masked || t('noContact')}{' '}
      {view.mayContact && reporter.phone && (
        <Popover
          open={open}
          onOpenChange={setOpen}
          trigger="click"
          title={t('revealTitle')}
          destroyOnHidden
          content={
            <Purpose
              caseId={view.id}
              onShown={(shown) => {
                setOpen(false);
                setContact(shown);
              }}
            />
          }
        >
          <button type="button" className="link no-print" aria-expanded={open}>
            {t('reveal')}
          </button>
        </Popover>
      )}
    </span>
  );
}
