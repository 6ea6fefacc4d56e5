import { useGo } from '#web/go.ts';
import { CameraIcon, HomeIcon, InboxIcon, PeopleIcon, SettingsIcon } from '#web/icons.tsx';
import { TabBar } from '#web/parts/tabs.tsx';
import { t } from './texts.ts';

export type Place = 'home' | 'mine' | 'grid' | 'settings';

const items = [
  { key: 'home', to: '/', icon: <HomeIcon /> },
  { key: 'mine', to: '/mine', icon: <InboxIcon /> },
  { key: 'snap', to: '/report', icon: <CameraIcon size={28} />, raised: true },
  { key: 'grid', to: '/grid', icon: <PeopleIcon /> },
  { key: 'settings', to: '/settings', icon: <SettingsIcon /> },
] as const;

/** The same five ways on every first-level screen, the one that matters raised in the middle. */
export function Bar({ on, badge }: { on: Place; badge?: number }) {
  const go = useGo();
  return (
    <TabBar
      label={t('nav')}
      items={items.map((item) => ({
        href: `/resident${item.to}`,
        label: t(item.key),
        icon: item.icon,
        on: item.key === on,
        onGo: () => go(item.to),
        raised: 'raised' in item,
        badge: item.key === 'mine' ? badge : undefined,
      }))}
    />
  );
}
