import { useGo } from '#web/go.ts';
import { BellIcon, CameraIcon, HomeIcon, SearchIcon, UserIcon } from '#web/icons.tsx';
import { TabBar } from '#web/parts/tabs.tsx';
import { can } from './accounts/session.ts';
import { useUnread } from './messages/unread.ts';
import { t } from './texts.ts';

export type Place = 'tasks' | 'find' | 'messages' | 'mine';

const items = [
  { key: 'tasks', to: '/', icon: <HomeIcon /> },
  { key: 'find', to: '/find', icon: <SearchIcon /> },
  { key: 'snap', to: '/report', icon: <CameraIcon size={28} />, raised: true },
  { key: 'messages', to: '/messages', icon: <BellIcon /> },
  { key: 'mine', to: '/me', icon: <UserIcon /> },
] as const;

/** The same ways on every first-level screen. Who may not report (a department) has no camera in the middle. */
export function Bar({ on }: { on: Place }) {
  const go = useGo();
  const unread = useUnread();
  return (
    <TabBar
      label={t('nav')}
      items={items
        .filter((item) => item.key !== 'snap' || can('case.report'))
        .map((item) => ({
          href: `/field${item.to}`,
          label: t(item.key),
          icon: item.icon,
          on: item.key === on,
          onGo: () => go(item.to),
          raised: 'raised' in item,
          badge: item.key === 'messages' ? unread : undefined,
        }))}
    />
  );
}
