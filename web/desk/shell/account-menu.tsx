import { Dropdown } from 'antd';
import { useState } from 'react';
import { call, sayError } from '#web/api.ts';
import { KeyboardIcon, LanguageIcon, LockIcon, SignOutIcon, TextSizeIcon } from '#web/icons.tsx';
import { setElder, setLang, useElder, useLang } from '#web/prefs.ts';
import { signOut } from '#web/session.ts';
import { setSession, useMe } from './me.ts';
import { PasswordForm } from './password-form.tsx';
import { queries } from './query.ts';
import { t } from './texts.ts';
import { sayWrong } from './toast.ts';

async function leave(): Promise<void> {
  try {
    await signOut();
    setSession(null);
    // Nothing of the last reader stays; the session itself must, for the shell watches it.
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'GET /api/session' });
  } catch (error) {
    sayWrong(sayError(error));
  }
}

/** Kept with the account so that the next desk shows the same; a failure changes nothing here. */
function keep(body: { locale?: 'zh-CN' | 'en'; largeType?: boolean }): void {
  call('PUT /api/session/settings', { body }).catch((error: unknown) => sayWrong(sayError(error)));
}

export function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const me = useMe();
  const lang = useLang();
  const elder = useElder();
  const [changing, setChanging] = useState(false);

  function toggleElder(): void {
    setElder(!elder);
    setSession({ ...me, largeType: !elder });
    keep({ largeType: !elder });
  }
  function toggleLang(): void {
    const next = lang === 'en' ? 'zh-CN' : 'en';
    keep({ locale: next });
    setLang(next);
  }

  const posts = me.posts.map((post) => ({
    key: post.id,
    disabled: true,
    label: (
      <span className="menu-post">
        {post.title}
        {post.deputy && ` (${t('deputy')})`}
        <small>{post.unitName ?? post.areaName}</small>
      </span>
    ),
  }));
  const items = [
    { key: 'posts', type: 'group' as const, label: `${me.name} · ${me.login}`, children: posts },
    { type: 'divider' as const },
    { key: 'lang', icon: <LanguageIcon size={18} />, label: t('language'), onClick: toggleLang },
    {
      key: 'large',
      icon: <TextSizeIcon size={18} />,
      label: elder ? t('largeOff') : t('largeOn'),
      onClick: toggleElder,
    },
    { key: 'keys', icon: <KeyboardIcon size={18} />, label: t('shortcuts'), extra: '?', onClick: onHelp },
    { key: 'password', icon: <LockIcon size={18} />, label: t('password'), onClick: () => setChanging(true) },
    { type: 'divider' as const },
    { key: 'leave', icon: <SignOutIcon size={18} />, label: t('signOut'), onClick: () => void leave() },
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
        <button type="button" className="avatar" aria-label={t('account', { name: me.name })} aria-haspopup="menu">
          {me.name.slice(0, 1)}
        </button>
      </Dropdown>
      {changing && <PasswordForm onClose={() => setChanging(false)} />}
    </>
  );
}
