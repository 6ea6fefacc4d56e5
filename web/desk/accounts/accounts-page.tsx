import { listText } from '#web/i18n.ts';
import '../posts/posts.css';
import { getRouteApi } from '@tanstack/react-router';
import { Button, Dropdown, Input, type TableProps } from 'antd';
import { useEffect, useState } from 'react';
import type { AccountRow } from '#contract/accounts';
import { MoreIcon, PlusIcon } from '#web/icons.tsx';
import { StatusTag } from '#web/parts/tags.tsx';
import { full, ms } from '#web/time.ts';
import { useCan } from '../shell/me.ts';
import { Page, PageTitle } from '../shell/page.tsx';
import { PagedTable } from '../shell/paged-table.tsx';
import { given } from '../shell/query.ts';
import { t as shell } from '../shell/texts.ts';
import { useDebounced } from '../shell/use-debounced.ts';
import { usePages } from '../shell/use-pages.ts';
import { AccountForm, SwitchAccount, UnlockAccount } from './account-forms.tsx';
import { t } from './texts.ts';

const route = getRouteApi('/accounts');
type Doing = { kind: 'create' } | { kind: 'edit' | 'switch' | 'unlock'; account: AccountRow };

function StateTag({ account }: { account: AccountRow }) {
  if (account.disabledAt) return <StatusTag tone="back">{t('disabled')}</StatusTag>;
  const locked = account.lockedUntil && ms(account.lockedUntil) > Date.now() ? account.lockedUntil : null;
  if (locked) return <StatusTag tone="over">{t('locked', { at: full(ms(locked)) })}</StatusTag>;
  return <StatusTag tone="done">{t('active')}</StatusTag>;
}

/** A person may hold the same kind of post in several micro-grids: 微网格员 ×3. */
function titlesOf(account: AccountRow): string {
  const counts = new Map<string, number>();
  for (const { title } of account.posts) counts.set(title, (counts.get(title) ?? 0) + 1);
  return listText([...counts].map(([title, n]) => (n > 1 ? `${title} ×${n}` : title)));
}

function Manage({ account, onDo }: { account: AccountRow; onDo: (doing: Doing) => void }) {
  const items = [
    { key: 'edit', label: t('edit'), onClick: () => onDo({ kind: 'edit', account }) },
    {
      key: 'switch',
      label: account.disabledAt ? t('enable') : t('disable'),
      onClick: () => onDo({ kind: 'switch', account }),
    },
    { key: 'unlock', label: t('unlock'), onClick: () => onDo({ kind: 'unlock', account }) },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button size="small" aria-label={`${t('manage')} ${account.name}`} icon={<MoreIcon size={16} />} />
    </Dropdown>
  );
}

function columnsFor(mayEdit: boolean, onDo: (doing: Doing) => void): NonNullable<TableProps<AccountRow>['columns']> {
  return [
    {
      title: t('name'),
      key: 'name',
      render: (_, account) => (
        <>
          <strong>{account.name}</strong> <span className="muted">{account.login}</span>
        </>
      ),
    },
    {
      title: t('posts'),
      key: 'posts',
      render: (_, account) =>
        account.posts.length === 0 ? <span className="chip chip-warn">{t('noPosts')}</span> : titlesOf(account),
    },
    { title: t('phone'), key: 'phone', render: (_, account) => <span className="num">{account.phone ?? '—'}</span> },
    { title: t('email'), key: 'email', render: (_, account) => account.email ?? '—' },
    { title: t('state'), key: 'state', render: (_, account) => <StateTag account={account} /> },
    {
      title: t('lastSeen'),
      key: 'seen',
      render: (_, account) => (
        <span className="num">{account.lastSeenAt ? full(ms(account.lastSeenAt)) : t('never')}</span>
      ),
    },
    ...(mayEdit
      ? [
          {
            title: t('manage'),
            key: 'manage',
            render: (_: unknown, account: AccountRow) => <Manage account={account} onDo={onDo} />,
          },
        ]
      : []),
  ];
}

/** D24: who may sign in. Rights come with posts, never with the account. */
export function AccountsPage() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const mayEdit = useCan('account.edit');
  const [typed, setTyped] = useState(q ?? '');
  const settled = useDebounced(typed.trim(), 350);
  const [doing, setDoing] = useState<Doing | null>(null);
  const query = usePages('GET /api/accounts', given({ q, limit: 50 }));
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a settled text changes the address.
  useEffect(() => {
    if (settled !== (q ?? '')) void navigate({ search: settled ? { q: settled } : {}, replace: true });
  }, [settled]);
  const close = () => setDoing(null);
  return (
    <Page
      tools={
        <>
          <Input
            className="tool-search"
            aria-label={t('search')}
            placeholder={t('search')}
            allowClear
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <span className="grow" />
          {mayEdit && (
            <Button type="primary" icon={<PlusIcon size={16} />} onClick={() => setDoing({ kind: 'create' })}>
              {t('create')}
            </Button>
          )}
        </>
      }
    >
      <PageTitle title={shell('pageAccounts')} />
      <PagedTable query={query} label={t('accounts')} columns={columnsFor(mayEdit, setDoing)} empty={t('none')} />
      {doing?.kind === 'create' && <AccountForm onClose={close} />}
      {doing?.kind === 'edit' && <AccountForm account={doing.account} onClose={close} />}
      {doing?.kind === 'switch' && <SwitchAccount account={doing.account} onClose={close} />}
      {doing?.kind === 'unlock' && <UnlockAccount account={doing.account} onClose={close} />}
    </Page>
  );
}
