import { Link } from '@tanstack/react-router';
import { can } from '#web/session.ts';
import { Mark } from './mark.tsx';
import { useMe } from './me.ts';
import { type NavItem, navGroups } from './nav.ts';
import { useAsk } from './query.ts';
import { t } from './texts.ts';
import { useTasks } from './use-tasks.ts';

function Item({ item, badge }: { item: NavItem; badge: number }) {
  const Icon = item.icon;
  return (
    <li>
      <Link to={item.to} search={{}} className="nav-item" activeProps={{ className: 'nav-item nav-on' }}>
        <Icon size={18} />
        <span className="nav-words">{t(item.label)}</span>
        {badge > 0 && (
          <span className="nav-badge num">
            <span aria-hidden="true">{badge > 99 ? '99+' : badge}</span>
            <span className="sr-only">{t('attention', { n: badge })}</span>
          </span>
        )}
      </Link>
    </li>
  );
}

export function SideBar() {
  const me = useMe();
  const { data: counts } = useAsk('GET /api/cases/counts', { query: {} }, { enabled: can(me, 'case.read') });
  const tasks = useTasks(can(me, 'case.help')).data?.rows.length ?? 0;
  const groups = navGroups
    .map((group) => group.filter(({ right }) => right === null || can(me, right)))
    .filter((group) => group.length > 0);
  return (
    <nav className="side" aria-label={t('navigation')}>
      <span className="side-mark">
        <Mark />
        <span className="sr-only">{t('product')}</span>
      </span>
      {groups.map((group) => (
        <ul key={group[0]?.to}>
          {group.map((item) => (
            <Item key={item.to} item={item} badge={item.badge?.({ counts, tasks }) ?? 0} />
          ))}
        </ul>
      ))}
    </nav>
  );
}
