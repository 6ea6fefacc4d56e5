import { SearchIcon } from '#web/icons.tsx';
import { can } from '#web/session.ts';
import { AccountMenu } from './account-menu.tsx';
import { Inbox } from './inbox.tsx';
import { useLiveState } from './live.ts';
import { useMe } from './me.ts';
import { t } from './texts.ts';

function LiveMark() {
  const { state } = useLiveState();
  const words = state === 'open' ? t('liveOpen') : t('liveConnecting');
  return (
    <span className={`live-mark live-${state}`} role="img" aria-label={words} title={words}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {state === 'open' ? (
          <circle cx="6" cy="6" r="4.500" fill="currentColor" />
        ) : (
          <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" strokeDasharray="3 2" />
        )}
      </svg>
    </span>
  );
}

export function TopBar({ onSearch, onHelp }: { onSearch: () => void; onHelp: () => void }) {
  const me = useMe();
  return (
    <header className="top">
      <div className="top-head">
        <div id="page-head" />
        <span className="top-district">{me.districtName}</span>
      </div>
      <button type="button" className="top-search" onClick={onSearch} aria-keyshortcuts="Control+K">
        <SearchIcon size={18} />
        <span>{t('search')}</span>
        <span className="key" aria-hidden="true">
          {t('searchKeys')}
        </span>
      </button>
      {can(me, 'case.read') && <LiveMark />}
      <Inbox />
      <AccountMenu onHelp={onHelp} />
    </header>
  );
}
