import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import { Route, Router, Switch, useLocation } from 'wouter';
import { Boundary } from '#web/parts/boundary.tsx';
import { LostPage } from '#web/parts/lost-page.tsx';
import { Skeleton } from '#web/parts/states.tsx';
import { Toasts } from '#web/parts/toast.tsx';
import { UpdateBar } from '#web/parts/update-bar.tsx';
import { useLang } from '#web/prefs.ts';
import { HomePage } from './home.tsx';
import { t } from './texts.ts';

const loaders: (() => Promise<unknown>)[] = [];

/** A screen that comes after the first load; `IDLE_MS` later all of them are fetched, so that a press finds them there. */
function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>) {
  loaders.push(load);
  return lazy(load);
}

const ReportPage = later(async () => {
  // What follows a report comes along with it: where the network went in between, its page must still open.
  void import('./cases/sent-page.tsx').catch(() => undefined);
  return { default: (await import('./cases/report-page.tsx')).ReportPage };
});
const SentPage = later(async () => ({ default: (await import('./cases/sent-page.tsx')).SentPage }));
const MinePage = later(async () => ({ default: (await import('./cases/mine-page.tsx')).MinePage }));
const TrackPage = later(async () => ({ default: (await import('./cases/track-page.tsx')).TrackPage }));
const GridPage = later(async () => ({ default: (await import('./areas/grid-page.tsx')).GridPage }));
const SettingsPage = later(async () => ({ default: (await import('./settings.tsx')).SettingsPage }));

// The network may be gone when the report is written, and in WeChat on iOS no service worker keeps the screens.
const IDLE_MS = 800;

function useAllScreens(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const load of loaders) void load().catch(() => undefined);
    }, IDLE_MS);
    return () => clearTimeout(timer);
  }, []);
}

function Screens() {
  const [place] = useLocation();
  return (
    <Boundary place={place}>
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
          <Route>{() => <LostPage home={t('toHome')} />}</Route>
        </Switch>
      </Suspense>
    </Boundary>
  );
}

export function App() {
  useLang(); // A change of language draws every screen again; what is being typed stays.
  useAllScreens();
  return (
    <Router base="/resident">
      <UpdateBar />
      <Screens />
      <Toasts />
    </Router>
  );
}
