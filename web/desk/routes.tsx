import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { pickCaseSearch, pickMapSearch, pickQueueSearch, pickTaskSearch } from './cases/search.ts';
import { pickDraftsSearch } from './drafts/drafts-search.ts';
import { pickExchangeSearch } from './exchange/exchange-search.ts';
import { pickFigureSearch } from './figures/figures-search.ts';
import { pickMattersSearch } from './matters/matters-search.ts';
import { pickMinutesSearch } from './minutes/minutes-search.ts';
import { pickRoutingSearch } from './routing/routing-search.ts';
import { NoSuchPage, PageFailed } from './shell/page-failed.tsx';
import { pickAccountSearch, pickAuditSearch, pickMessageSearch, pickPostSearch } from './shell/page-search.ts';
import { Shell } from './shell/shell.tsx';
import { Waiting } from './shell/states.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NoSuchPage, errorComponent: PageFailed });
const under = { getParentRoute: () => root } as const;

const routes = [
  createRoute({
    ...under,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/cases', search: {} });
    },
  }),
  createRoute({
    ...under,
    path: '/cases',
    validateSearch: pickCaseSearch,
    component: lazyRouteComponent(() => import('./cases/case-center.tsx'), 'CaseCenter'),
  }),
  createRoute({
    ...under,
    path: '/cases/$id',
    component: lazyRouteComponent(() => import('./cases/case-page.tsx'), 'CasePage'),
  }),
  createRoute({
    ...under,
    path: '/cases/$id/merge/$other',
    component: lazyRouteComponent(() => import('./cases/merge-page.tsx'), 'MergePage'),
  }),
  createRoute({
    ...under,
    path: '/register',
    component: lazyRouteComponent(() => import('./cases/register-page.tsx'), 'RegisterPage'),
  }),
  createRoute({
    ...under,
    path: '/drafts',
    validateSearch: pickDraftsSearch,
    component: lazyRouteComponent(() => import('./drafts/drafts-page.tsx'), 'DraftsPage'),
  }),
  createRoute({
    ...under,
    path: '/minutes',
    validateSearch: pickMinutesSearch,
    component: lazyRouteComponent(() => import('./minutes/minutes-page.tsx'), 'MinutesPage'),
  }),
  createRoute({
    ...under,
    path: '/minutes/$id',
    component: lazyRouteComponent(() => import('./minutes/meeting-page.tsx'), 'MeetingPage'),
  }),
  createRoute({
    ...under,
    path: '/returned',
    validateSearch: pickQueueSearch,
    component: lazyRouteComponent(() => import('./cases/returned-page.tsx'), 'ReturnedPage'),
  }),
  createRoute({
    ...under,
    path: '/checks',
    validateSearch: pickQueueSearch,
    component: lazyRouteComponent(() => import('./cases/checks-page.tsx'), 'ChecksPage'),
  }),
  createRoute({
    ...under,
    path: '/tasks',
    validateSearch: pickTaskSearch,
    component: lazyRouteComponent(() => import('./cases/tasks-page.tsx'), 'TasksPage'),
  }),
  createRoute({
    ...under,
    path: '/map',
    validateSearch: pickMapSearch,
    component: lazyRouteComponent(() => import('./cases/one-map-page.tsx'), 'OneMapPage'),
  }),
  createRoute({
    ...under,
    path: '/areas',
    component: lazyRouteComponent(() => import('./areas/areas-page.tsx'), 'AreasPage'),
  }),
  createRoute({
    ...under,
    path: '/areas/$id',
    component: lazyRouteComponent(() => import('./areas/areas-page.tsx'), 'AreaPage'),
  }),
  createRoute({
    ...under,
    path: '/posts',
    validateSearch: pickPostSearch,
    component: lazyRouteComponent(() => import('./posts/posts-page.tsx'), 'PostsPage'),
  }),
  createRoute({
    ...under,
    path: '/accounts',
    validateSearch: pickAccountSearch,
    component: lazyRouteComponent(() => import('./accounts/accounts-page.tsx'), 'AccountsPage'),
  }),
  createRoute({
    ...under,
    path: '/catalogue',
    component: lazyRouteComponent(() => import('./catalogue/catalogue-page.tsx'), 'CataloguePage'),
  }),
  createRoute({
    ...under,
    path: '/deadlines',
    component: lazyRouteComponent(() => import('./deadlines/deadlines-page.tsx'), 'DeadlinesPage'),
  }),
  createRoute({
    ...under,
    path: '/flows',
    component: lazyRouteComponent(() => import('./flows/flows-page.tsx'), 'FlowsPage'),
  }),
  createRoute({
    ...under,
    path: '/flows/$code',
    validateSearch: (search): { from?: string } => (typeof search.from === 'string' ? { from: search.from } : {}),
    component: lazyRouteComponent(() => import('./flows/flow-page.tsx'), 'FlowPage'),
  }),
  createRoute({
    ...under,
    path: '/figures',
    validateSearch: pickFigureSearch,
    component: lazyRouteComponent(() => import('./figures/figures-page.tsx'), 'FiguresPage'),
  }),
  createRoute({
    ...under,
    path: '/matters',
    validateSearch: pickMattersSearch,
    component: lazyRouteComponent(() => import('./matters/matters-page.tsx'), 'MattersPage'),
  }),
  createRoute({
    ...under,
    path: '/messages',
    validateSearch: pickMessageSearch,
    component: lazyRouteComponent(() => import('./messages/messages-page.tsx'), 'MessagesPage'),
  }),
  createRoute({
    ...under,
    path: '/audit',
    validateSearch: pickAuditSearch,
    component: lazyRouteComponent(() => import('./audit/audit-page.tsx'), 'AuditPage'),
  }),
  createRoute({
    ...under,
    path: '/exchange',
    validateSearch: pickExchangeSearch,
    component: lazyRouteComponent(() => import('./exchange/exchange-page.tsx'), 'ExchangePage'),
  }),
  createRoute({
    ...under,
    path: '/routing',
    validateSearch: pickRoutingSearch,
    component: lazyRouteComponent(() => import('./routing/routing-page.tsx'), 'RoutingPage'),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/desk',
  defaultPreload: 'intent',
  scrollRestoration: true,
  defaultPendingComponent: Waiting,
  defaultPendingMs: 300,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
