import { type RawBuilder, sql } from 'kysely';
import type { Move } from '#contract/lifecycle';
import type { Database } from '#kernel/database';
import { type Routed, type RoutingAsk, routerOf, type UnitState, unitStates } from '#modules/routing';
import type { CaseRecord } from './case-record.ts';
import { type CaseFields, type MoveContext, totalAnew } from './enter-state.ts';
import { routedColumns } from './route-report.ts';

/** What the rules ask of a case beyond its record, and how the units stand that they could name. */
export interface RoutingFiled extends Pick<RoutingAsk, 'text' | 'source' | 'answers'> {
  units: UnitState[];
}
type House = { database: Database };

/** Another class or another place: the rules are asked again, and the total clock is counted anew. */
export const asksAgain: readonly Move[] = ['classify', 'reroute'];

/** Units whose state such a move must bring; null for every other move, and where no rules are in force. */
export async function unitsToAsk(services: House, district: number, move: Move): Promise<readonly string[] | null> {
  if (!asksAgain.includes(move)) return null;
  const router = await routerOf(services, district);
  return router?.unitIds ?? null;
}

/** A part of the statement that reads the facts of a move; `c` is the case. */
export function routingFiled(
  district: number,
  unitIds: readonly string[] | null,
  at: Date,
): RawBuilder<RoutingFiled | null> {
  if (unitIds === null) return sql`null::jsonb`;
  return sql`jsonb_build_object(
      'text', c.title || ' ' || c.body, 'source', c.source,
      'answers', coalesce((select e.answers from app.exchange_requests e where e.district_id = ${district} and e.id = c.id), '[]'),
      'units', (select coalesce(jsonb_agg(q), '[]') from (${unitStates(district, unitIds, at)}) as q))`;
}

/** What the rules say now of the case as the move leaves it; the hour is that of the report. */
export async function routeAgain(
  services: House,
  current: CaseRecord,
  filed: RoutingFiled | null,
  { categoryCode, areaPath }: Pick<RoutingAsk, 'categoryCode' | 'areaPath'>,
): Promise<Routed | null> {
  if (!filed) return null;
  const router = await routerOf(services, current.district);
  const { units, ...words } = filed;
  return router?.decide({ ...words, categoryCode, areaPath, at: current.reportedAt }, units) ?? null;
}

/** Unit, level and limit follow the rule that decides now; the flow stays the one that the case began with. */
export function reroutedFields(
  current: CaseRecord,
  { routed, category, ...counted }: Pick<MoveContext, 'routed' | 'category' | 'times' | 'limit' | 'pauses'>,
): CaseFields {
  if (!routed) return {};
  return {
    ...routedColumns(routed),
    level: routed.outcome.level ?? category?.level ?? null,
    ...totalAnew(current, counted),
  };
}
