import { Link } from '@tanstack/react-router';
import { can } from '#web/session.ts';
import { Mark } from './mark.tsx';
import { useMe } from './me.ts';
import { type NavItem, navItems } from './nav.ts';
import { useAsk } from './query.ts';
import { t } from './texts.ts';

function Item({ item, badge }: { item: NavItem; badge: number }) {
  const Icon = item.icon;
  return (
    <li>
      <Link to={item.to} search={{}} className="nav-item" activeProps={{ className: 'nav-item nav-on' }}>
        <span className="nav-icon">
          <Icon size={22} />
          {badge > 0 && (
            <span className="nav-badge num">
              <span aria-hidden="true">{badge > 999 ? '999+' : badge}</span>
              <span className="sr-only">{t('attention', { n: badge })}</span>
            </span>
          )}
        </span>
        <span>{t(item.label)}</span>
      </Link>
    </li>
  );
}

export function SideBar() {
  const me = useMe();
  const mayRead = can(me, 'case.read');
  const counts = useAsk('GET /api/cases/counts', { query: {} }, { enabled: mayRead });
  const shown = navItems.filter((item) => item.right === null || can(me, item.right));
  return (
    <nav className="side" aria-label={t('navigation')}>
      <span className="side-mark">
        <Mark />
        <span className="sr-only">{t('product')}</span>
      </span>
      <ul>
        {shown.map((item) => (
          <Item key={item.to} item={item} badge={counts.data && item.badge ? item.badge(counts.data) : 0} />
        ))}
      </ul>
    </nav>
  );
}
