import { Outlet } from '@tanstack/react-router';
import { Suspense, useEffect } from 'react';
import { setElder } from '#web/prefs.ts';
import { HelpSheet, useHelp } from './help-sheet.tsx';
import { useLiveStream } from './live.ts';
import { LiveStrip } from './live-strip.tsx';
import { LoginPage } from './login-page.tsx';
import { MeContext, useSession } from './me.ts';
import { Palette, usePalette } from './palette.tsx';
import { SideBar } from './side-bar.tsx';
import { Failed, Waiting } from './states.tsx';
import { t } from './texts.ts';
import { Toaster } from './toaster.tsx';
import { TopBar } from './top-bar.tsx';

function SignedIn() {
  useLiveStream();
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
          <Suspense fallback={<Waiting />}>
            <Outlet />
          </Suspense>
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
