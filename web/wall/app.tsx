import { useCallback, useEffect, useState } from 'react';
import { useLang } from '#web/prefs.ts';
import { can, type Me, signOut, whoAmI } from '#web/session.ts';
import { isKiosk } from './motion.ts';
import { Screen } from './screen.tsx';
import { SignIn } from './sign-in.tsx';
import { t } from './texts.ts';

const TRY_AGAIN_MS = 5000;
// A session that is looked at stays; asking twice an hour is far inside every session length.
const KEEP_MS = 30 * 60_000;

type Session = { kind: 'asking'; failed: boolean } | { kind: 'out' } | { kind: 'in'; me: Me };

function useSession() {
  const [session, setSession] = useState<Session>({ kind: 'asking', failed: false });
  const ask = useCallback(() => {
    whoAmI().then(
      (me) => setSession(me ? { kind: 'in', me } : { kind: 'out' }),
      () => setSession({ kind: 'asking', failed: true }),
    );
  }, []);
  useEffect(ask, [ask]);
  const waiting = session.kind === 'asking' && session.failed;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(ask, TRY_AGAIN_MS);
    return () => clearInterval(timer);
  }, [waiting, ask]);
  const inside = session.kind === 'in';
  useEffect(() => {
    if (!inside || !isKiosk()) return;
    const timer = setInterval(() => void whoAmI().catch(() => undefined), KEEP_MS);
    return () => clearInterval(timer);
  }, [inside]);
  return [session, setSession] as const;
}

/** Keeps the machine's screen on while a kiosk wall is visible; the lock is lost whenever the page is hidden. */
function useWakeLock(): void {
  useEffect(() => {
    if (!isKiosk() || !('wakeLock' in navigator)) return;
    const lock = () => {
      if (document.visibilityState === 'visible') navigator.wakeLock.request('screen').catch(() => undefined);
    };
    lock();
    document.addEventListener('visibilitychange', lock);
    return () => document.removeEventListener('visibilitychange', lock);
  }, []);
}

export function App() {
  useLang();
  useWakeLock();
  const [session, setSession] = useSession();
  const out = useCallback(() => setSession({ kind: 'out' }), [setSession]);
  const leave = useCallback(() => {
    signOut().then(out, out);
  }, [out]);
  if (session.kind === 'asking') {
    return (
      <main className="gate">
        <p role="status">{session.failed ? t('unreachable') : t('connecting')}</p>
      </main>
    );
  }
  if (session.kind === 'out') return <SignIn onIn={(me) => setSession({ kind: 'in', me })} />;
  if (!can(session.me, 'insight.read')) {
    return (
      <main className="gate">
        <div className="gate-card">
          <p role="alert">{t('denied')}</p>
          <button type="button" className="button" onClick={leave}>
            {t('signOut')}
          </button>
        </div>
      </main>
    );
  }
  return <Screen me={session.me} onSignedOut={out} onLeave={leave} />;
}
