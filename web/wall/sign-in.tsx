import { type FormEvent, useState } from 'react';
import { sayError } from '#web/api.ts';
import { lang } from '#web/prefs.ts';
import { type Me, signIn } from '#web/session.ts';
import { chooseLanguage } from './language.ts';
import { Mark } from './mark.tsx';
import { t } from './texts.ts';

export function SignIn({ onIn }: { onIn: (me: Me) => void }) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');

  async function enter(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFault('');
    try {
      onIn(await signIn(String(form.get('login')).trim(), String(form.get('password'))));
    } catch (error) {
      setFault(sayError(error));
      setBusy(false);
    }
  }

  const other = lang() === 'en' ? 'zh-CN' : 'en';
  return (
    <main className="gate">
      <form className="gate-card" onSubmit={(event) => void enter(event)}>
        <h1 className="gate-title">
          <Mark />
          {t('signIn')}
        </h1>
        <p className="gate-note">{t('signInNote')}</p>
        <label className="gate-field">
          <span>{t('login')}</span>
          {/* biome-ignore lint/a11y/noAutofocus: the page is this form alone, and a wall has no mouse at hand. */}
          <input name="login" autoComplete="username" autoCapitalize="none" spellCheck={false} required autoFocus />
        </label>
        <label className="gate-field">
          <span>{t('password')}</span>
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        {fault && (
          <p className="gate-fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? t('entering') : t('enter')}
        </button>
        <button type="button" className="plain gate-language" lang={other} onClick={() => chooseLanguage(other)}>
          {t('otherLanguageLong')}
        </button>
      </form>
    </main>
  );
}
