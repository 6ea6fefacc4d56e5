import type { Wall } from '#contract/insight';
import type { LiveState } from '#web/live.ts';
import { lang } from '#web/prefs.ts';
import type { Me } from '#web/session.ts';
import { chooseLanguage } from './language.ts';
import { Mark } from './mark.tsx';
import { isKiosk } from './motion.ts';
import { clockSeconds, dateLine, whole } from './numbers.ts';
import { t } from './texts.ts';

interface Props {
  me: Me;
  wall: Wall;
  now: number;
  live: LiveState;
  stale: boolean;
  onLeave: () => void;
}

function size({ communities, microGrids, households }: Wall['area']): string[] {
  return [
    ...(communities > 0 ? [t('communities', { n: whole(communities) })] : []),
    ...(microGrids > 0 ? [t('microGrids', { n: whole(microGrids) })] : []),
    ...(households > 0 ? [t('households', { n: whole(households) })] : []),
  ];
}

function toggleFullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else void document.documentElement.requestFullscreen().catch(() => undefined);
}

export function Header({ me, wall, now, live, stale, onLeave }: Props) {
  const post = me.posts[0]?.title ?? '';
  const lost = live === 'lost' || stale;
  return (
    <header className="head">
      <Mark />
      <h1 className="head-title">{t('wallTitle', { name: wall.area.name })}</h1>
      <p className="head-size">{size(wall.area).join(' · ')}</p>
      <div className="head-end">
        <span className={lost ? 'live lost' : 'live'} role="status">
          <span className="live-dot" aria-hidden="true" />
          {lost ? t('liveLost') : t('liveOpen')}
        </span>
        <span className="head-me">
          {post} <b>{me.name}</b>
        </span>
        {!isKiosk() && (
          <span className="head-tools">
            <button
              type="button"
              className="tool"
              lang={lang() === 'en' ? 'zh-CN' : 'en'}
              title={t('otherLanguageLong')}
              onClick={() => chooseLanguage(lang() === 'en' ? 'zh-CN' : 'en')}
            >
              {t('otherLanguage')}
            </button>
            <button type="button" className="tool" onClick={toggleFullScreen}>
              {t('fullScreen')}
            </button>
            <button type="button" className="tool" onClick={onLeave}>
              {t('signOut')}
            </button>
          </span>
        )}
        <span className="head-date">{dateLine(now, lang())}</span>
        <time className="head-clock num" dateTime={new Date(now).toISOString()}>
          {clockSeconds(now)}
        </time>
      </div>
    </header>
  );
}
