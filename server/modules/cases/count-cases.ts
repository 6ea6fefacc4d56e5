import { type SqlBool, sql } from 'kysely';
import type { CaseCounts } from '#contract/cases';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import type { Services } from '#kernel/services';
import { readyFilter } from './case-filter.ts';

const triage = [
  'reported',
  'accepted',
  'whistled',
  'returned',
  'contested',
  'verifying',
  'verified',
  'objected',
  'consulting',
];

/** Counts of the desk's tabs: open cases only, so the work is bound by what is open, not by what there ever was. */
export function countCases(services: Services, actor: Actor, areaId: string | undefined): Promise<CaseCounts> {
  return inDistrict(services.database.app, scopeOf(actor), async (tx) => {
    const now = services.clock();
    const filter = await readyFilter(tx, actor, { view: 'open', ...(areaId ? { areaId } : {}) }, now);
    const of = (condition: ReturnType<typeof sql<SqlBool>>) => sql<number>`(count(*) filter (where ${condition}))::int`;
    const states = (...names: string[]) => sql<SqlBool>`c.state = any(${names})`;
    return tx
      .selectFrom('cases as c')
      .select([
        of(states(...triage)).as('triage'),
        of(states('dispatched', 'acknowledged')).as('dispatched'),
        of(states('handling', 'onSite', 'divided')).as('handling'),
        of(states('handled', 'checked')).as('checking'),
        of(states('waiting', 'suspended', 'deferred')).as('waiting'),
        of(sql<SqlBool>`c.overdue_since is null and c.near_at <= ${now} and c.due_at > ${now}`).as('near'),
        of(sql<SqlBool>`c.overdue_since is not null or c.due_at <= ${now}`).as('overdue'),
        sql<number>`count(*)::int`.as('open'),
        of(sql<SqlBool>`c.owner_post_id = any(${actor.posts.map((post) => post.id)}::uuid[])`).as('mine'),
      ])
      .where('c.district_id', '=', actor.district)
      .where((builder) => builder.and(filter.where(builder as never)))
      .executeTakeFirstOrThrow();
  });
}
