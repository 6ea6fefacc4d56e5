import { Button, Input } from 'antd';
import { type FormEvent, useEffect, useState } from 'react';
import { sayError } from '#web/api.ts';
import { CheckIcon, LanguageIcon, PinIcon, RouteIcon, WarningIcon } from '#web/icons.tsx';
import { setLang, useLang } from '#web/prefs.ts';
import { signIn } from '#web/session.ts';
import { Mark } from './mark.tsx';
import { setSession } from './me.ts';
import { NetPicture } from './net-picture.tsx';
import { t } from './texts.ts';

function LoginForm() {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function enter(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!login.trim() || !password) {
      setError(t('loginMissing'));
      return;
    }
    setBusy(true);
    setError(null);
    try {
      setSession(await signIn(login.trim(), password));
    } catch (failure) {
      setError(sayError(failure));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className="login-form" onSubmit={(event) => void enter(event)} noValidate>
      <h1>{t('loginTitle')}</h1>
      {error && (
        <p className="form-error" role="alert">
          <WarningIcon size={18} />
          {error}
        </p>
      )}
      <label htmlFor="login-name">{t('loginName')}</label>
      <Input
        id="login-name"
        size="large"
        autoComplete="username"
        maxLength={60}
        value={login}
        onChange={(event) => setLogin(event.target.value)}
      />
      <label htmlFor="login-password">{t('loginPassword')}</label>
      <Input.Password
        id="login-password"
        size="large"
        autoComplete="current-password"
        maxLength={200}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <Button type="primary" size="large" block htmlType="submit" loading={busy}>
        {t('login')}
      </Button>
      <p className="login-help">{t('loginHelp')}</p>
    </form>
  );
}

export function LoginPage() {
  const lang = useLang();
  useEffect(() => {
    document.title = `${t('login')} · ${t('desk')}`;
  }, []);
  return (
    <div className="login">
      <aside className="login-side" aria-label={t('product')}>
        <p className="login-name">
          <Mark size={40} />
          <span>
            <strong>{t('product')}</strong>
            <small>{t('slogan')}</small>
          </span>
        </p>
        <NetPicture />
        <ul>
          <li>
            <PinIcon size={20} />
            {t('loginWords1')}
          </li>
          <li>
            <RouteIcon size={20} />
            {t('loginWords2')}
          </li>
          <li>
            <CheckIcon size={20} />
            {t('loginWords3')}
          </li>
        </ul>
      </aside>
      <main className="login-main">
        <Button
          type="text"
          className="login-lang"
          icon={<LanguageIcon size={18} />}
          onClick={() => setLang(lang === 'en' ? 'zh-CN' : 'en')}
        >
          {t('language')}
        </Button>
        <LoginForm />
      </main>
    </div>
  );
}
