import { useState } from 'react';
import { sayError } from '#web/api.ts';
import { EyeIcon, InfoIcon, LockIcon, WarningIcon } from '#web/icons.tsx';
import { Button, IconButton } from '#web/parts/basics.tsx';
import { TextField } from '#web/parts/fields.tsx';
import { Page } from '#web/parts/page.tsx';
import { lang, setLang } from '#web/prefs.ts';
import { useOnline } from '#web/use-online.ts';
import { enter, useSession } from './session.ts';
import { t } from './texts.ts';

interface Faults {
  login?: string;
  password?: string;
}

function faultsOf(login: string, password: string): Faults {
  return {
    ...(login.trim() === '' ? { login: t('loginMissing') } : {}),
    ...(password === '' ? { password: t('passwordMissing') } : {}),
  };
}

function useSignIn() {
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [faults, setFaults] = useState<Faults>({});
  const [refused, setRefused] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(): Promise<void> {
    const missing = faultsOf(login, password);
    setFaults(missing);
    setRefused(null);
    if (missing.login || missing.password) {
      document.getElementById(missing.login ? 'login' : 'password')?.focus();
      return;
    }
    setBusy(true);
    // On success this screen is gone before the next line.
    await enter(login.trim(), password).catch((error: unknown) => {
      setRefused(sayError(error));
      setBusy(false);
      document.getElementById('password')?.focus();
    });
  }

  return { login, setLogin, password, setPassword, faults, refused, busy, submit };
}

function Languages() {
  const other = lang() === 'en' ? 'zh-CN' : 'en';
  return (
    <Button look="text" lang={other} onClick={() => setLang(other)}>
      {other === 'en' ? t('english') : t('chinese')}
    </Button>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 64 64" className="login-mark" aria-hidden="true">
      <rect width="64" height="64" rx="16" fill="var(--dai-800)" />
      <g fill="none" stroke="#fff" strokeWidth="3.5" strokeLinejoin="round" strokeLinecap="round">
        <path d="M32 52s14-12.6 14-23a14 14 0 0 0-28 0c0 10.4 14 23 14 23Z" />
        <path d="m26 29 4.3 4.3 8-8.3" />
      </g>
    </svg>
  );
}

function PasswordField({ form }: { form: ReturnType<typeof useSignIn> }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="login-password">
      <TextField
        id="password"
        label={t('password')}
        type={shown ? 'text' : 'password'}
        autoComplete="current-password"
        enterKeyHint="go"
        maxLength={200}
        value={form.password}
        error={form.faults.password}
        onChange={(event) => form.setPassword(event.currentTarget.value)}
      />
      <IconButton label={shown ? t('hide') : t('show')} aria-pressed={shown} onClick={() => setShown(!shown)}>
        <EyeIcon />
      </IconButton>
    </div>
  );
}

/** F16. Two large fields; what the server says about a wrong password or a lock-out is shown as it says it. */
export function LoginPage() {
  const { ended } = useSession();
  const online = useOnline();
  const form = useSignIn();
  return (
    <Page title={t('welcome')} sub={t('welcomeSub')}>
      <div className="login">
        <Mark />
        {ended && (
          <p className="notice" role="status">
            <InfoIcon size={22} />
            <span>{t('ended')}</span>
          </p>
        )}
        <form
          className="card stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (!form.busy) void form.submit();
          }}
        >
          <TextField
            id="login"
            label={t('login')}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="next"
            maxLength={60}
            value={form.login}
            error={form.faults.login}
            onChange={(event) => form.setLogin(event.currentTarget.value)}
          />
          <PasswordField form={form} />
          <div role="alert">
            {form.refused && (
              <p className="said-no">
                <WarningIcon size={22} />
                <span>{form.refused}</span>
              </p>
            )}
          </div>
          <Button look="main" wide type="submit" busy={form.busy} icon={<LockIcon size={22} />}>
            {t('signIn')}
          </Button>
          {!online && <p className="hint">{t('offlineSignIn')}</p>}
        </form>
        <p className="hint">{t('help')}</p>
        <Languages />
      </div>
    </Page>
  );
}
