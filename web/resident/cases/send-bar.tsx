import { useState } from 'react';
import { Button } from '#web/parts/basics.tsx';
import { Switch, TextField } from '#web/parts/fields.tsx';
import { Sheet } from '#web/parts/sheet.tsx';
import { fields, phoneOk } from './report-rules.ts';
import { t } from './texts.ts';
import type { ReportForm } from './use-report.ts';

function masked(phone: string): string {
  return phone.length === 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone;
}

/** Who I am is asked last, behind one press, and never needed. */
export function SendBar({ form }: { form: ReportForm }) {
  const [open, setOpen] = useState(false);
  const [tried, setTried] = useState(false);
  const { words, write } = form;
  const wrong = tried && words.phone !== '' && !phoneOk(words.phone);
  function close(): void {
    setTried(true);
    if (words.phone === '' || phoneOk(words.phone)) setOpen(false);
  }
  return (
    <>
      <div className="send-top">
        {words.anonymous ? (
          <span className="send-note">{t('anonymousNote')}</span>
        ) : (
          <button type="button" id={fields.contact} className="send-contact" onClick={() => setOpen(true)}>
            <span>{words.phone ? t('phoneGiven', { phone: masked(words.phone) }) : t('phoneAdd')}</span>
          </button>
        )}
        <Switch label={t('anonymous')} on={words.anonymous} onChange={(anonymous) => write({ anonymous })} />
      </div>
      <Button look="main" wide busy={form.sending} onClick={() => void form.submit()}>
        {form.sending ? t('sending') : t('submit')}
      </Button>
      <Sheet
        open={open}
        title={t('contact')}
        onClose={() => setOpen(false)}
        foot={
          <Button look="main" wide onClick={close}>
            {t('done')}
          </Button>
        }
      >
        <p className="hint">{t('contactWhy')}</p>
        <TextField
          label={t('phone')}
          optional
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          maxLength={20}
          value={words.phone}
          error={wrong ? t('phoneWrong') : undefined}
          hint={t('phoneNote')}
          onChange={(event) => write({ phone: event.currentTarget.value.trim() })}
        />
        <TextField
          label={t('name')}
          optional
          autoComplete="name"
          maxLength={40}
          placeholder={t('namePlaceholder')}
          value={words.name}
          onChange={(event) => write({ name: event.currentTarget.value })}
        />
      </Sheet>
    </>
  );
}
