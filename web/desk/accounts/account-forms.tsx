import { Input } from 'antd';
import { useState } from 'react';
import type { AccountRow } from '#contract/accounts';
import { call } from '#web/api.ts';
import { newId } from '#web/ids.ts';
import { CommandModal, LabelledField } from '../shell/command-modal.tsx';
import { given, refresh } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import { t } from './texts.ts';

interface FormProps {
  account?: AccountRow;
  onClose: () => void;
}

function withHint(label: string, hint: string): string {
  return `${label} · ${hint}`;
}

interface FieldsOf {
  login: string;
  name: string;
  phone: string;
  email: string;
  password: string;
}

function useFields(account: AccountRow | undefined) {
  const [fields, setFields] = useState<FieldsOf>({
    login: account?.login ?? '',
    name: account?.name ?? '',
    phone: '',
    email: '',
    password: '',
  });
  const text = (name: keyof FieldsOf, label: string, max: number, secret = false) => {
    const Control = secret ? Input.Password : Input;
    return (
      <LabelledField id={`account-${name}`} label={label}>
        <Control
          id={`account-${name}`}
          maxLength={max}
          autoComplete={secret ? 'new-password' : 'off'}
          value={fields[name]}
          onChange={(event) => setFields({ ...fields, [name]: event.target.value })}
        />
      </LabelledField>
    );
  };
  return { fields, text };
}

/** Phone and e-mail come masked: an empty field keeps what is stored. */
export function AccountForm({ account, onClose }: FormProps) {
  const { fields, text } = useFields(account);
  const [id] = useState(() => account?.id ?? newId());
  const name = fields.name.trim();
  const login = fields.login.trim();
  const contact = given({ phone: fields.phone.trim(), email: fields.email.trim() });
  async function send(commandId: string): Promise<string> {
    if (account) await call('PUT /api/accounts/:id', { params: { id }, body: { commandId, name, ...contact } });
    else {
      const body = { commandId, id, login, name, password: fields.password, ...contact };
      await call('POST /api/accounts', { body });
    }
    await refresh('GET /api/accounts');
    return account ? t('saved', { login: account.login }) : t('created', { login });
  }
  const whole = account ? name !== '' : name !== '' && login.length >= 3 && fields.password !== '';
  const keep = (label: string, stored: string | null | undefined) =>
    account ? withHint(label, `${stored ?? '—'} · ${t('keepHint')}`) : label;
  return (
    <CommandModal
      title={account ? `${t('edit')} · ${account.name}` : t('create')}
      okText={shell('save')}
      missing={whole ? null : account ? t('missingName') : t('missing')}
      send={send}
      onClose={onClose}
    >
      {text('name', t('name'), 40)}
      {!account && text('login', withHint(t('login'), t('loginHint')), 60)}
      {text('phone', keep(t('phone'), account?.phone), 20)}
      {text('email', keep(t('email'), account?.email), 120)}
      {!account && text('password', withHint(t('password'), t('passwordHint')), 200, true)}
    </CommandModal>
  );
}

export function SwitchAccount({ account, onClose }: { account: AccountRow; onClose: () => void }) {
  const disabled = account.disabledAt === null;
  async function send(commandId: string): Promise<string> {
    await call('PUT /api/accounts/:id', { params: { id: account.id }, body: { commandId, disabled } });
    await refresh('GET /api/accounts');
    return disabled ? t('disabledDone', { name: account.name }) : t('enabledDone', { name: account.name });
  }
  return (
    <CommandModal
      title={disabled ? t('disableTitle', { name: account.name }) : t('enableTitle', { name: account.name })}
      okText={disabled ? t('disable') : t('enable')}
      danger={disabled}
      send={send}
      onClose={onClose}
    >
      <p>{disabled ? t('disableWords') : t('enableWords')}</p>
    </CommandModal>
  );
}

export function UnlockAccount({ account, onClose }: { account: AccountRow; onClose: () => void }) {
  const [password, setPassword] = useState('');
  async function send(commandId: string): Promise<string> {
    const body = { commandId, ...(password ? { password } : {}) };
    await call('POST /api/accounts/:id/unlock', { params: { id: account.id }, body });
    await refresh('GET /api/accounts');
    return t('unlocked', { name: account.name });
  }
  return (
    <CommandModal
      title={t('unlockTitle', { name: account.name })}
      okText={shell('confirm')}
      send={send}
      onClose={onClose}
    >
      <p>{t('unlockWords')}</p>
      <LabelledField id="unlock-password" label={t('newPassword')}>
        <Input.Password
          id="unlock-password"
          autoComplete="new-password"
          maxLength={200}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </LabelledField>
    </CommandModal>
  );
}
