import { sql } from 'kysely';
import { figureKeys } from '#contract/figure-formulas';
import { noSums, type Sums } from '#contract/figure-measures';
import { figureOf, hotlineScore } from '#contract/figure-values';
import type { FigureQuery, Figures } from '#contract/figures';
import { type Actor, areasFor, scopeOf } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { dayOf, type Subtree, subtreeFor } from '#modules/insight';
import { namesOf } from './names.ts';
import {
  daysIn,
  earlier,
  isDay,
  type Period,
  periodBefore,
  piecesOf,
  plusDays,
  startOf,
  yearBefore,
} from './periods.ts';
import { type Asked, readSums } from './sums.ts';

const defaultDays = 30;
/** More days than anyone reads; a year-on-year of it would reach twice as far. */
const mostDays = 3 * 366;
const mostPieces = 400;

/** The figures of one area and period in the reader's reach. */
export function readFigures(services: Services, actor: Actor, query: FigureQuery): Promise<Figures> {
  return inDistrict(services.database.app, scopeOf(actor, 'insight.read'), async (tx) => {
    const at = services.clock();
    const area = await subtreeFor(tx, actor, query.areaId);
    const asked = askedOf(actor, area, query, at);
    const { period } = asked;
    const pieces = query.grain ? piecesOf(period, query.grain) : [];
    if (pieces.length > mostPieces) refuse('figures.too-many-pieces', { most: mostPieces });
    const [before, yearAgo] = [periodBefore(period), yearBefore(period)];
    const total = async (of: Period) => (await readSums(tx, { ...asked, period: of }, null)).get('') ?? noSums();
    const [now, then, lastYear, trend, split, counted, above] = await Promise.all([
      total(period),
      total(before),
      total(yearAgo),
      query.grain ? readSums(tx, asked, { grain: query.grain }) : new Map<string, Sums>(),
      splitRows(tx, asked, area, query, actor),
      tx.selectFrom('figure_counts').select('counted_at').where('district_id', '=', actor.district).executeTakeFirst(),
      areasAbove(tx, actor, area),
    ]);
    return {
      at: at.toISOString(),
      countedAt: counted?.counted_at.toISOString() ?? null,
      area: { id: area.id, name: area.name },
      above,
      period,
      dueTo: earlier(asked.dueTo, period.to),
      measures: now,
      ...valuesOf(now),
      before: { period: before, ...valuesOf(then) },
      yearBefore: { period: yearAgo, ...valuesOf(lastYear) },
      trend: pieces.map((piece) => ({
        period: piece,
        ...valuesOf(trend.get(startOf(query.grain ?? 'day', piece.from)) ?? noSums()),
      })),
      split,
    };
  });
}

export function valuesOf(sums: Sums): Pick<Figures, 'figures' | 'score'> {
  const entries = figureKeys.map((key) => [key, figureOf(key, sums)]);
  return { figures: Object.fromEntries(entries) as Figures['figures'], score: hotlineScore(sums) };
}

type Query = Pick<FigureQuery, 'from' | 'to' | 'categoryCode' | 'unitId' | 'source'>;

export function askedOf(actor: Actor, area: Pick<Subtree, 'path' | 'level'>, query: Query, at: Date): Asked {
  const today = dayOf(at);
  const to = query.to ?? today;
  for (const day of [query.from, to]) if (day && !isDay(day)) refuse('figures.no-such-day', { day });
  const from = query.from ?? plusDays(to, 1 - defaultDays);
  if (from > to) refuse('figures.period-backwards', { from, to });
  if (daysIn({ from, to }) > mostDays) refuse('figures.period-too-long', { days: mostDays });
  const { categoryCode, unitId, source } = query;
  return {
    district: actor.district,
    area,
    period: { from, to },
    narrow: { categoryCode, unitId, source },
    dueTo: plusDays(today, -1),
  };
}

async function splitRows(
  tx: Tx,
  asked: Asked,
  area: Subtree,
  { split }: FigureQuery,
  actor: Actor,
): Promise<Figures['split']> {
  if (!split || split === 'none') return [];
  const sums = await readSums(tx, asked, { split });
  const names = await namesOf(tx, actor, area, split, [...sums.keys()]);
  return names.map(({ value, name, areaId, hidden }) => ({
    value,
    name,
    areaId,
    hidden,
    ...valuesOf(hidden ? noSums() : (sums.get(value) ?? noSums())),
  }));
}

/** The way up, as far as the reader's reach goes. */
async function areasAbove(tx: Tx, actor: Actor, area: Subtree): Promise<Figures['above']> {
  const codes = area.path.split('/').filter(Boolean);
  const paths = codes.map((_, n) => `${codes.slice(0, n + 1).join('/')}/`).slice(0, -1);
  const mine = paths.filter((path) => areasFor(actor, 'insight.read').some((reach) => path.startsWith(reach)));
  if (mine.length === 0) return [];
  return tx
    .selectFrom('areas')
    .select(['id', 'name'])
    .where('district_id', '=', actor.district)
    .where('path', '=', sql<string>`any(${mine}::text[])`)
    .where('valid_to', 'is', null)
    .orderBy('level')
    .execute();
}
