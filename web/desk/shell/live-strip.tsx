import { useEffect, useState } from 'react';
import { OfflineIcon } from '#web/icons.tsx';
import { useLiveState } from './live.ts';
import { t } from './texts.ts';

// shared/live.ts and the browsers wait 3 s before they connect again.
const RETRY_S = 3;
// A reconnection that takes less than this is nobody's business.
const QUIET_MS = 1200;

/** Says that what stands on the screen may be old, and when it will be tried again. */
export function LiveStrip() {
  const { lostAt } = useLiveState();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (lostAt === null) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [lostAt]);
  const away = lostAt === null ? 0 : now - lostAt;
  if (lostAt === null || away < QUIET_MS) return null;
  const left = RETRY_S - (Math.floor(away / 1000) % (RETRY_S + 1));
  return (
    <div className="live-strip" role="status">
      <OfflineIcon size={18} />
      <span className="num">{left > 0 ? t('liveLost', { n: left }) : t('liveTrying')}</span>
    </div>
  );
}
