import type { NavigateOptions } from '@tanstack/react-router';
import { type Role, roles } from '#contract/rights';
import { listText, pick } from '#web/i18n.ts';
import { can } from '#web/session.ts';
import { stateNameOf } from './case-names.ts';
import { useMe } from './me.ts';
import { navItems } from './nav.ts';
import { useAsk } from './query.ts';
import { t } from './texts.ts';
import { useDebounced } from './use-debounced.ts';

export interface Found {
  key: string;
  title: string;
  note: string;
  to: NavigateOptions;
}

// Enough to choose from without scrolling on a 768 px screen.
const EACH = 6;

function usePages(q: string): Found[] {
  const me = useMe();
  return navItems
    .filter((item) => item.right === null || can(me, item.right))
    .map((item) => ({ key: `page${item.to}`, title: t(item.page), note: t(item.label), to: { to: item.to } }))
    .filter((page) => q === '' || `${page.title}${page.note}`.toLowerCase().includes(q.toLowerCase()));
}

function useCases(q: string, on: boolean) {
  const query = useAsk('GET /api/cases', { query: { q, limit: EACH, sort: 'newest' } }, { enabled: on, keep: true });
  const found = (query.data?.rows ?? []).map((row) => ({
    key: row.id,
    title: row.title,
    note: `${row.no} · ${stateNameOf(row)} · ${row.areaName}`,
    to: { to: '/cases/$id', params: { id: row.id } } as NavigateOptions,
  }));
  return { query, found: on ? found : [] };
}

function useAreas(q: string, on: boolean) {
  const query = useAsk('GET /api/areas', { query: { q, limit: EACH } }, { enabled: on, keep: true });
  const found = (query.data?.rows ?? []).map((row) => ({
    key: row.id,
    title: row.name,
    note: `${row.levelName} · ${row.code}`,
    to: { to: '/areas/$id', params: { id: row.id } } as NavigateOptions,
  }));
  return { query, found: on ? found : [] };
}

function usePeople(q: string, on: boolean) {
  const query = useAsk('GET /api/posts', { query: { q, limit: EACH } }, { enabled: on, keep: true });
  const found = (query.data?.rows ?? []).map((row) => {
    const names = listText(row.holders.map((holder) => holder.name)) || t('vacant');
    const role = roles[row.role as Role];
    return {
      key: row.id,
      title: `${names} · ${row.title}`,
      note: [pick(role.zh, role.en), row.unitName ?? row.areaName].filter(Boolean).join(' · '),
      to: { to: '/posts', search: { q: row.holders[0]?.name ?? row.title } } as NavigateOptions,
    };
  });
  return { query, found: on ? found : [] };
}

/** Cases by number or words, areas, people and pages, each only as far as the reader may see. */
export function useFound(typed: string) {
  const me = useMe();
  const q = useDebounced(typed, 200);
  const asked = q !== '' && typed !== '';
  const pages = usePages(typed);
  const cases = useCases(q, asked && can(me, 'case.read'));
  const areas = useAreas(q, asked && can(me, 'area.read'));
  const people = usePeople(q, asked && can(me, 'post.read'));
  const asking = [cases.query, areas.query, people.query];
  return {
    groups: [
      { title: t('searchCases'), found: cases.found },
      { title: t('searchAreas'), found: areas.found },
      { title: t('searchPeople'), found: people.found },
      { title: t('searchPages'), found: pages },
    ],
    waiting: asked && asking.some((query) => query.isFetching),
    failed: asked && asking.some((query) => query.isError),
  };
}
