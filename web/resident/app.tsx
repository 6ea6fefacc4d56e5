import { lazy, Suspense } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Skeleton } from '#web/parts/states.tsx';
import { Toasts } from '#web/parts/toast.tsx';
import { UpdateBar } from '#web/parts/update-bar.tsx';
import { useLang } from '#web/prefs.ts';
import { ReportPage } from './cases/report-page.tsx';
import { HomePage } from './home.tsx';
import { LostPage } from './lost.tsx';

// What most visits never open stays out of the first load; the service worker fetches it quietly afterwards.
const SentPage = lazy(() => import('./cases/sent-page.tsx').then((m) => ({ default: m.SentPage })));
const MinePage = lazy(() => import('./cases/mine-page.tsx').then((m) => ({ default: m.MinePage })));
const TrackPage = lazy(() => import('./cases/track-page.tsx').then((m) => ({ default: m.TrackPage })));
const GridPage = lazy(() => import('./areas/grid-page.tsx').then((m) => ({ default: m.GridPage })));
const SettingsPage = lazy(() => import('./settings.tsx').then((m) => ({ default: m.SettingsPage })));

export function App() {
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
