import { useState } from 'react';
import { call, sayError } from '#web/api.ts';
import { Button } from '#web/parts/basics.tsx';
import { TextField } from '#web/parts/fields.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { toast } from '#web/parts/toast.tsx';
import { districtId } from '../areas/district.ts';
import { addReport } from '../device.ts';
import { phoneOk } from './report-rules.ts';
import { t } from './texts.ts';

async function find(phone: string, code: string): Promise<number> {
  const district = await districtId();
  const body = { phone, code, ...(district ? { district } : {}) };
  const { rows } = await call('POST /api/public/phone-reports', { body });
  // The oldest first, so that the newest ends at the head of the list.
  for (const row of [...rows].sort((a, b) => a.reportedAt.localeCompare(b.reportedAt))) {
    const track = await call('GET /api/public/track/:token', { params: { token: row.token } });
    await addReport({
      token: row.token,
      id: track.id,
      no: row.no,
      title: row.title,
      at: row.reportedAt,
      role: 'mine',
      last: track,
      lastAt: Date.now(),
    });
  }
  return rows.length;
}

function Form({ onDone }: { onDone: () => void }) {
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState('');
  const [sent, setSent] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<{ at: 'phone' | 'code'; text: string } | null>(null);

  async function attempt(at: 'phone' | 'code', work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setError(null);
    await work().catch((reason: unknown) => setError({ at, text: sayError(reason) }));
    setBusy(false);
  }

  async function getCode(): Promise<void> {
    if (!phoneOk(phone)) return setError({ at: 'phone', text: t('phoneWrong') });
    await attempt('phone', async () => {
      const district = await districtId();
      await call('POST /api/public/phone-codes', { body: { phone, ...(district ? { district } : {}) } });
      setSent(true);
    });
  }

  async function search(): Promise<void> {
    await attempt('code', async () => {
      const n = await find(phone, code);
      toast(n > 0 ? t('foundSome', { n }) : t('foundNothing'));
      if (n > 0) onDone();
    });
  }

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void (sent ? search() : getCode());
      }}
    >
      <p className="hint">{t('findWhy')}</p>
      <TextField
        label={t('phone')}
        type="tel"
        inputMode="tel"
        autoComplete="tel-national"
        maxLength={20}
        value={phone}
        error={error?.at === 'phone' ? error.text : undefined}
        onChange={(event) => setPhone(event.currentTarget.value.replace(/[\s-]/g, ''))}
      />
      {sent && (
        <>
          <p role="status" className="hint">
            {t('codeSent')}
          </p>
          <TextField
            label={t('code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            value={code}
            error={error?.at === 'code' ? error.text : undefined}
            onChange={(event) => setCode(event.currentTarget.value.trim())}
          />
        </>
      )}
      <Button look="main" wide type="submit" busy={busy}>
        {sent ? t('find') : t('getCode')}
      </Button>
      {sent && (
        <Button look="text" onClick={() => void getCode()}>
          {t('getCode')}
        </Button>
      )}
    </form>
  );
}

export function FindByPhone({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Sheet open={open} title={t('findTitle')} onClose={onClose}>
      <Form onDone={onClose} />
    </Sheet>
  );
}
