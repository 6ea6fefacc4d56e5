import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { setElder } from '#web/prefs.ts';
import { can } from '#web/session.ts';
import { HelpSheet, useHelp } from './help-sheet.tsx';
import { useLiveStream } from './live.ts';
import { LiveStrip } from './live-strip.tsx';
import { LoginPage } from './login-page.tsx';
import { MeContext, useMe, useSession } from './me.ts';
import { navItems } from './nav.ts';
import { Palette, usePalette } from './palette.tsx';
import { SideBar } from './side-bar.tsx';
import { Failed, Waiting } from './states.tsx';
import { t } from './texts.ts';
import { Toaster } from './toaster.tsx';
import { TopBar } from './top-bar.tsx';

/** The desk opens on the cases; administrators, who may see none, begin with their own first page. */
function useFirstPage(): boolean {
  const me = useMe();
  const navigate = useNavigate();
  // What is drawn now, not where the address already points: the two differ while a page is being loaded.
  const drawn = useRouterState({ select: (state) => state.matches.at(-1)?.routeId });
  const barred = drawn === '/cases' && !can(me, 'case.read');
  useEffect(() => {
    if (!barred) return;
    const first = navItems.find((item) => item.right !== null && item.right !== 'case.read' && can(me, item.right));
    void navigate({ to: first?.to ?? '/settings', replace: true });
  }, [barred, me, navigate]);
  return barred;
}

function SignedIn() {
  const me = useMe();
  useLiveStream(can(me, 'case.read'));
  const leaving = useFirstPage();
  const palette = usePalette();
  const help = useHelp();
  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t('skip')}
      </a>
      <SideBar />
      <div className="shell-main">
        <LiveStrip />
        <TopBar onSearch={palette.show} onHelp={help.show} />
        <main id="content" tabIndex={-1}>
          <Suspense fallback={<Waiting />}>{leaving ? <Waiting /> : <Outlet />}</Suspense>
        </main>
      </div>
      <Palette open={palette.open} onClose={palette.hide} />
      <HelpSheet open={help.open} onClose={help.hide} />
      <Toaster />
    </div>
  );
}

export function Shell() {
  const session = useSession();
  const me = session.data;
  // The size of type follows the person to another desk.
  useEffect(() => {
    if (me) setElder(me.largeType);
  }, [me]);
  if (me) {
    return (
      <MeContext value={me}>
        <SignedIn />
      </MeContext>
    );
  }
  if (me === null) return <LoginPage />;
  if (session.error) return <Failed error={session.error} onRetry={() => void session.refetch()} />;
  return <Waiting />;
}
