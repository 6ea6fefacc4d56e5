import type { State } from '#contract/lifecycle';

export interface CaseLink {
  view?: 'open' | 'overdue' | 'all';
  state?: readonly State[];
  areaId?: string;
  source?: string;
  level?: number;
  /** Reported from this instant on. */
  from?: Date;
}

/** The desk's list that shows the cases behind a number: the same filter, by the same meaning. */
export function casesLink(link: CaseLink): string {
  const search = new URLSearchParams();
  if (link.view) search.set('view', link.view);
  if (link.state) search.set('state', link.state.join(','));
  if (link.areaId) search.set('areaId', link.areaId);
  if (link.source) search.set('source', link.source);
  if (link.level) search.set('level', String(link.level));
  if (link.from) search.set('from', link.from.toISOString());
  return `/desk/cases?${search}`;
}

export function caseLink(id: string): string {
  return `/desk/cases/${id}`;
}

export function postsLink(areaId: string, vacant: boolean): string {
  return `/desk/posts?areaId=${areaId}&below=true${vacant ? '&vacant=true' : ''}`;
}
