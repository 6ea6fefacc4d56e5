import { sql } from 'kysely';
import type { Answer } from '#contract/api';
import { measures } from '#contract/figure-measures';
import type { FigureCase, FigureCasesQuery } from '#contract/figures';
import type { State } from '#contract/lifecycle';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { pageOf, readCursor } from '#kernel/keyset';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { type StateRow, stateNamer } from '#modules/flows';
import { type Subtree, subtreeFor } from '#modules/insight';
import { bases, conditionOf } from './measures.ts';
import { namesOf } from './names.ts';
import { askedOf } from './read-figures.ts';
import { type Asked, factsBehind, readSums } from './sums.ts';

type Row = Omit<FigureCase, 'reportedAt' | 'stateName'> & StateRow & { reportedAt: Date; seq: number; state: State };

/** The list behind a row that is hidden is hidden too. */
async function refuseHidden(tx: Tx, actor: Actor, area: Subtree, asked: Asked, role: string): Promise<void> {
  const sums = await readSums(tx, asked, { split: 'role' }, ['done']);
  const rows = await namesOf(tx, actor, area, 'role', [...new Set([...sums.keys(), role])]);
  if (rows.find(({ value }) => value === role)?.hidden) refuse('figures.too-few-people');
}

/** Exactly what a number counted: as many rows as the number says, by the same condition. */
export function listFigureCases(
  services: Services,
  actor: Actor,
  query: FigureCasesQuery,
): Promise<Answer<'GET /api/figures/cases'>> {
  const { basis } = measures[query.measure];
  const limit = query.limit ?? 50;
  const after = readCursor(query.after, ['number', 'id']);
  if (after && !(Number.isInteger(after[0]) && Math.abs(after[0]) < 2 ** 31)) refuse('list.bad-cursor');
  return inDistrict(services.database.app, scopeOf(actor, 'insight.read'), async (tx) => {
    const area = await subtreeFor(tx, actor, query.areaId);
    const { hour, role, without } = query;
    const plain = askedOf(actor, area, query, services.clock());
    if (role !== undefined || without === 'role') await refuseHidden(tx, actor, area, plain, role ?? '');
    const asked = { ...plain, narrow: { ...plain.narrow, hour, role, without } };
    const table = sql.raw(`app.${bases[basis].table}`);
    const behind = sql`${factsBehind(asked, basis)} and ${conditionOf(query.measure)}`;
    const seq = sql.raw(bases[basis].table === 'dispatch_facts' ? 'f.seq' : '0::int');
    const [{ rows: counted }, { rows }] = await Promise.all([
      sql<{ total: number }>`select count(*)::int as total from ${table} f where ${behind}`.execute(tx),
      sql<Row>`
        select c.id, c.no, c.title, c.state, c.flow_code, c.flow_version, c.flow_state, c.area_name as "areaName", c.category_name as "categoryName",
               u.name as "unitName", c.reported_at as "reportedAt", f.${sql.raw(bases[basis].day)} as day, ${seq} as seq
          from ${table} f
          join app.cases c on c.district_id = ${actor.district} and c.id = f.case_id
          left join app.units u on u.district_id = ${actor.district} and u.id = f.${sql.raw(bases[basis].unit)}
         where ${behind} ${after ? sql`and (c.id, ${seq}) < (${after[1]}::uuid, ${after[0]}::int)` : sql``}
         order by c.id desc, ${seq} desc limit ${limit + 1}`.execute(tx),
    ]);
    const wordsOf = await stateNamer(services, actor.district, rows);
    const page = pageOf(rows, limit, (row) => [row.seq, row.id]);
    return {
      total: counted[0]?.total ?? 0,
      next: page.next,
      rows: page.rows.map(({ seq: _, reportedAt, flow_code, flow_version, flow_state, ...row }) => ({
        ...row,
        stateName: wordsOf({ state: row.state, flow_code, flow_version, flow_state }).name,
        reportedAt: reportedAt.toISOString(),
      })),
    };
  });
}
