import { type ReactNode, useEffect, useRef } from 'react';
import { ChevronLeftIcon, OfflineIcon } from '../icons.tsx';
import { setElder, useElder } from '../prefs.ts';
import { useOnline } from '../use-online.ts';
import { t } from './texts.ts';

export function LargePill() {
  const on = useElder();
  return (
    <button
      type="button"
      className="pill-large"
      aria-pressed={on}
      aria-label={`${t('large')},${on ? t('largeOn') : t('largeOff')}`}
      onClick={() => setElder(!on)}
    >
      <span>{t('large')}</span>
    </button>
  );
}

interface NavProps {
  title: string;
  /** Called by the back arrow; without it there is none (a front's first screen). */
  onBack?: (() => void) | undefined;
  /** A line under the title, for example who is at work where. */
  sub?: ReactNode;
  /** Stands in the place of the 大字 pill when a screen needs another action there. */
  end?: ReactNode;
}

/** The heading takes the focus when a screen opens, so that a reader hears where it is. */
export function Nav({ title, onBack, sub, end }: NavProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const inner = onBack !== undefined;
  useEffect(() => {
    document.title = title;
    if (inner) heading.current?.focus({ preventScroll: true });
  }, [title, inner]);
  return (
    <header className={onBack ? 'nav' : 'nav nav-first'}>
      {onBack && (
        <button type="button" className="nav-back" aria-label={t('back')} onClick={onBack}>
          <ChevronLeftIcon />
        </button>
      )}
      <div className="nav-title">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {sub && <p>{sub}</p>}
      </div>
      {end ?? <LargePill />}
    </header>
  );
}

interface PageProps extends NavProps {
  children: ReactNode;
  /** Fixed at the bottom: the one main action, or the tab bar. */
  foot?: ReactNode;
  /** What being offline means on this screen, where it differs. */
  offline?: string;
}

export function Page({ children, foot, offline, ...nav }: PageProps) {
  return (
    <div className="page">
      <Nav {...nav} />
      <main className="page-main">
        <div className="page-body">
          <OfflineBanner text={offline} />
          {children}
        </div>
        {foot && <div className="page-foot no-print">{foot}</div>}
      </main>
    </div>
  );
}

/** Being offline is a state, not an error: grey, and nothing is blocked. */
export function OfflineBanner({ text }: { text?: string | undefined }) {
  const online = useOnline();
  return (
    <div role="status" className="offline-slot">
      {!online && (
        <div className="offline">
          <OfflineIcon size={22} />
          <span>{text ?? t('offline')}</span>
        </div>
      )}
    </div>
  );
}
