export interface CaseLink {
  /** The desk's tabs have the names of the server's views. */
  tab: 'open' | 'overdue' | 'all';
  areaId?: string;
  source?: string;
  level?: number;
  /** Reported from this instant on. */
  from?: Date;
  /** Closed work, from this instant on. */
  closedFrom?: Date;
  rating?: 'satisfied';
}

/**
 * The desk's list that shows the cases behind a number: the same filter, by the same meaning. A number that no filter of
 * the desk can name (the on-time rate is of closed and open cases together) has no link rather than a wrong one.
 */
export function casesLink({ tab, areaId, source, level, from, closedFrom, rating }: CaseLink): string {
  const search = new URLSearchParams({ tab });
  if (areaId) search.set('areaId', areaId);
  if (source) search.set('source', source);
  if (level) search.set('level', String(level));
  if (from) search.set('from', from.toISOString());
  if (closedFrom) search.set('closedFrom', closedFrom.toISOString());
  if (rating) search.set('rating', rating);
  return `/desk/cases?${search}`;
}

export function caseLink(id: string): string {
  return `/desk/cases/${id}`;
}

export function postsLink(areaId: string, vacant: boolean): string {
  return `/desk/posts?areaId=${areaId}&below=true${vacant ? '&vacant=true' : ''}`;
}
