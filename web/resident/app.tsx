import { lazy, Suspense, useEffect } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Skeleton } from '#web/parts/states.tsx';
import { Toasts } from '#web/parts/toast.tsx';
import { UpdateBar } from '#web/parts/update-bar.tsx';
import { useLang } from '#web/prefs.ts';
import { HomePage } from './home.tsx';
import { LostPage } from './lost.tsx';

// The first load is the first screen. The form follows while that is being read, so that the press finds it there; the
// rest comes when it is opened, or quietly by the service worker.
const report = () => import('./cases/report-page.tsx').then((m) => ({ default: m.ReportPage }));
const ReportPage = lazy(report);
const IDLE_MS = 800;
const SentPage = lazy(() => import('./cases/sent-page.tsx').then((m) => ({ default: m.SentPage })));
const MinePage = lazy(() => import('./cases/mine-page.tsx').then((m) => ({ default: m.MinePage })));
const TrackPage = lazy(() => import('./cases/track-page.tsx').then((m) => ({ default: m.TrackPage })));
const GridPage = lazy(() => import('./areas/grid-page.tsx').then((m) => ({ default: m.GridPage })));
const SettingsPage = lazy(() => import('./settings.tsx').then((m) => ({ default: m.SettingsPage })));

export function App() {
  useEffect(() => {
    const timer = setTimeout(() => void report().catch(() => undefined), IDLE_MS);
    return () => clearTimeout(timer);
  }, []);
  useLang(); // A change of language draws every screen again; what is being typed stays.
  return (
    <Router base="/resident">
      <UpdateBar />
      <Suspense fallback={<Skeleton />}>
        <Switch>
          <Route path="/">{() => <HomePage />}</Route>
          <Route path="/report">{() => <ReportPage />}</Route>
          <Route path="/sent/:token">{({ token }) => <SentPage token={token} />}</Route>
          <Route path="/mine">{() => <MinePage />}</Route>
          <Route path="/track/:token">{({ token }) => <TrackPage token={token} />}</Route>
          <Route path="/grid">{() => <GridPage id={null} />}</Route>
          <Route path="/grid/:id">{({ id }) => <GridPage id={id} />}</Route>
          <Route path="/settings">{() => <SettingsPage />}</Route>
          <Route>{() => <LostPage />}</Route>
        </Switch>
      </Suspense>
      <Toasts />
    </Router>
  );
}
