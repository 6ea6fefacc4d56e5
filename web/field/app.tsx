import { lazy, Suspense, useEffect } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { Boundary } from '#web/parts/boundary.tsx';
import { LostPage } from '#web/parts/lost-page.tsx';
import { Skeleton } from '#web/parts/states.tsx';
import { Toasts } from '#web/parts/toast.tsx';
import { UpdateBar } from '#web/parts/update-bar.tsx';
import { useLang } from '#web/prefs.ts';
import { LoginPage } from './accounts/login-page.tsx';
import { useSession } from './accounts/session.ts';
import { useSettingsSync } from './accounts/settings-sync.ts';
import { TodayPage } from './cases/today-page.tsx';
import { sheetMove } from './cases/wording.ts';
import { startLive } from './live-cases.ts';
import { startAlerts } from './messages/alerts.ts';
import { t } from './texts.ts';

// The first screen comes at once; the service worker fetches the others quietly afterwards.
const CasePage = lazy(() => import('./cases/case-page.tsx').then((m) => ({ default: m.CasePage })));
const FinishPage = lazy(() => import('./cases/finish-page.tsx').then((m) => ({ default: m.FinishPage })));
const ReportPage = lazy(() => import('./cases/report-page.tsx').then((m) => ({ default: m.ReportPage })));
const FindPage = lazy(() => import('./cases/find-page.tsx').then((m) => ({ default: m.FindPage })));
const InboxPage = lazy(() => import('./messages/inbox-page.tsx').then((m) => ({ default: m.InboxPage })));
const NotesPage = lazy(() => import('./notes/notes-page.tsx').then((m) => ({ default: m.NotesPage })));
const MinePage = lazy(() => import('./accounts/mine-page.tsx').then((m) => ({ default: m.MinePage })));

function Opening() {
  return (
    <div className="page">
      <main className="page-body">
        <Skeleton />
      </main>
    </div>
  );
}

function Screens() {
  const [place] = useLocation();
  useSettingsSync();
  useEffect(() => {
    const stops = [startLive(), startAlerts()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <Boundary place={place}>
      <Suspense fallback={<Opening />}>
        <Switch>
          <Route path="/">{() => <TodayPage />}</Route>
          <Route path="/case/:id">{({ id }) => <CasePage key={id} id={id} />}</Route>
          <Route path="/case/:id/do/:move">
            {({ id, move }) => <CasePage key={id} id={id} first={sheetMove(move)} />}
          </Route>
          <Route path="/case/:id/finish/:move">
            {({ id, move }) => <FinishPage key={id} id={id} move={move === 'handle' ? 'handle' : 'settle'} />}
          </Route>
          <Route path="/report">{() => <ReportPage />}</Route>
          <Route path="/find">{() => <FindPage />}</Route>
          <Route path="/messages">{() => <InboxPage />}</Route>
          <Route path="/notes">{() => <NotesPage />}</Route>
          <Route path="/me">{() => <MinePage />}</Route>
          <Route>{() => <LostPage home={t('toToday')} />}</Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}

export function App() {
  useLang(); // A change of language draws every screen again; what is being typed stays.
  const { status, me } = useSession();
  return (
    <Router base="/field">
      <UpdateBar />
      {status === 'starting' && <Opening />}
      {status === 'out' && <LoginPage />}
      {status === 'in' && <Screens key={me?.accountId} />}
      <Toasts />
    </Router>
  );
}
