import { useState } from 'react';
import type { Answer } from '#contract/api';
import { sayError } from '#web/api.ts';
import { EyeIcon, PhoneIcon } from '#web/icons.tsx';
import { Button, LinkButton } from '#web/parts/basics.tsx';
import { RadioGroup, TextField } from '#web/parts/fields.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { ask } from '../accounts/session.ts';
import type { CaseView } from './commands.ts';
import { t } from './texts.ts';

type Contact = Answer<'POST /api/cases/:id/contact'>;
const usual = ['purposeVerify', 'purposeVisit', 'purposeReply'] as const;

function Known({ contact }: { contact: Contact }) {
  return (
    <div className="contact-known" role="status">
      <b>{contact.name ?? t('reporter')}</b>
      <span className="num">{contact.phone ?? t('phoneNone')}</span>
      {contact.phone && (
        <LinkButton look="main" wide href={`tel:${contact.phone}`} icon={<PhoneIcon />}>
          {t('call')}
        </LinkButton>
      )}
    </div>
  );
}

function AskFirst({ view, onKnown }: { view: CaseView; onKnown: (contact: Contact) => void }) {
  const [purpose, setPurpose] = useState('');
  const [fault, setFault] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  async function look(): Promise<void> {
    if (purpose.trim() === '') {
      setFault(t('purposeMissing'));
      document.getElementById('purpose')?.focus();
      return;
    }
    setBusy(true);
    await ask('POST /api/cases/:id/contact', { params: { id: view.id }, body: { purpose: purpose.trim() } })
      .then(onKnown)
      .catch((error: unknown) => setFault(sayError(error)));
    setBusy(false);
  }
  return (
    <>
      <p className="hint">{t('purposeWhy')}</p>
      <RadioGroup
        label={t('purpose')}
        value={usual.find((key) => t(key) === purpose) ?? null}
        onChange={(key) => {
          setFault(undefined);
          setPurpose(key ? t(key) : '');
        }}
        choices={usual.map((key) => ({ value: key, label: t(key) }))}
      />
      <TextField
        id="purpose"
        label={t('purposeOther')}
        maxLength={200}
        value={purpose}
        error={fault}
        onChange={(event) => {
          setFault(undefined);
          setPurpose(event.currentTarget.value);
        }}
      />
      <Button look="main" wide busy={busy} icon={<EyeIcon />} onClick={() => void look()}>
        {t('seeNow')}
      </Button>
    </>
  );
}

/** The full name and number are shown once asked for with a purpose, and only as long as this sheet is open. */
export function ContactSheet({ view, open, onClose }: { view: CaseView; open: boolean; onClose: () => void }) {
  const [contact, setContact] = useState<Contact | null>(null);
  function close(): void {
    setContact(null);
    onClose();
  }
  return (
    <Sheet open={open} title={contact ? t('reporter') : t('purpose')} onClose={close}>
      {contact ? <Known contact={contact} /> : <AskFirst view={view} onKnown={setContact} />}
    </Sheet>
  );
}
