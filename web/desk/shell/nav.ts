import type { LinkProps } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { CaseCounts } from '#contract/cases';
import type { Right } from '#contract/rights';
import {
  BookIcon,
  ChartIcon,
  ChatIcon,
  CheckIcon,
  CheckListIcon,
  ClockIcon,
  EditIcon,
  type IconProps,
  InboxIcon,
  LayersIcon,
  MapIcon,
  MergeIcon,
  PeopleIcon,
  PhoneIcon,
  RouteIcon,
  SendIcon,
  SettingsIcon,
  ShareIcon,
  ShieldIcon,
  UndoIcon,
  UserIcon,
  WhistleIcon,
} from '#web/icons.tsx';
import type { t } from './texts.ts';

type TextKey = Exclude<Parameters<typeof t>[0], undefined>;

/** How much waits behind an entry. */
export interface Waiting {
  counts: CaseCounts | undefined;
  tasks: number;
}

export interface NavItem {
  to: NonNullable<LinkProps['to']>;
  label: Extract<TextKey, `nav${string}`>;
  page: Extract<TextKey, `page${string}` | 'navMap'>;
  icon: ComponentType<IconProps>;
  /** Shown only to those who may do something there. */
  right: Right | null;
  badge?: (waiting: Waiting) => number;
}

/** Cases; places and people; rules; the installation. */
export const navGroups: readonly (readonly NavItem[])[] = [
  [
    {
      to: '/cases',
      label: 'navCases',
      page: 'pageCases',
      icon: InboxIcon,
      right: 'case.read',
      badge: ({ counts }) => counts?.triage ?? 0,
    },
    {
      to: '/tasks',
      label: 'navTasks',
      page: 'pageTasks',
      icon: WhistleIcon,
      right: 'case.help',
      badge: ({ tasks }) => tasks,
    },
    { to: '/map', label: 'navMap', page: 'navMap', icon: MapIcon, right: 'case.read' },
    { to: '/register', label: 'navRegister', page: 'pageRegister', icon: PhoneIcon, right: 'case.report' },
    { to: '/drafts', label: 'navDrafts', page: 'pageDrafts', icon: ChatIcon, right: 'case.report' },
    { to: '/minutes', label: 'navMinutes', page: 'pageMinutes', icon: EditIcon, right: 'minutes.read' },
    { to: '/returned', label: 'navReturned', page: 'pageReturned', icon: UndoIcon, right: 'case.dispatch' },
    { to: '/checks', label: 'navChecks', page: 'pageChecks', icon: CheckIcon, right: 'case.read' },
    { to: '/figures', label: 'navFigures', page: 'pageFigures', icon: ChartIcon, right: 'insight.read' },
  ],
  [
    { to: '/areas', label: 'navAreas', page: 'pageAreas', icon: LayersIcon, right: 'area.read' },
    { to: '/posts', label: 'navPosts', page: 'pagePosts', icon: PeopleIcon, right: 'post.read' },
    { to: '/accounts', label: 'navAccounts', page: 'pageAccounts', icon: UserIcon, right: 'account.read' },
  ],
  [
    { to: '/catalogue', label: 'navCatalogue', page: 'pageCatalogue', icon: BookIcon, right: 'catalogue.read' },
    { to: '/matters', label: 'navMatters', page: 'pageMatters', icon: CheckListIcon, right: 'catalogue.read' },
    { to: '/deadlines', label: 'navDeadlines', page: 'pageDeadlines', icon: ClockIcon, right: 'catalogue.read' },
    { to: '/routing', label: 'navRouting', page: 'pageRouting', icon: RouteIcon, right: 'routing.read' },
    { to: '/flows', label: 'navFlows', page: 'pageFlows', icon: MergeIcon, right: 'catalogue.read' },
  ],
  [
    { to: '/messages', label: 'navMessages', page: 'pageMessages', icon: SendIcon, right: 'message.read' },
    { to: '/audit', label: 'navAudit', page: 'pageAudit', icon: ShieldIcon, right: 'audit.read' },
    { to: '/exchange', label: 'navExchange', page: 'pageExchange', icon: ShareIcon, right: 'setting.edit' },
    { to: '/settings', label: 'navSettings', page: 'pageSettings', icon: SettingsIcon, right: null },
  ],
];

export const navItems: readonly NavItem[] = navGroups.flat();
