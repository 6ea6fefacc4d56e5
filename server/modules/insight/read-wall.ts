import type { Wall } from '#contract/insight';
import { type Actor, scopeOf } from '#kernel/actor';
import { inDistrict, type Tx } from '#kernel/database';
import type { Call } from '#kernel/routes';
import type { Services } from '#kernel/services';
import { countClosed, countOpen, countReported, countReportedBetween } from './count-cases.ts';
import { countForce } from './count-force.ts';
import { yesterday } from './definitions.ts';
import { recentChanges } from './recent-changes.ts';
import { childrenOf, idsOf, type Subtree, sizeOf, subtreeFor } from './subtree.ts';
import { busyCodes, byState, children, grandchildren, last30, levels, today, trend } from './sum-up.ts';
import { urgentCase } from './urgent-case.ts';

/** Many walls of one area are answered from one count while it is this fresh; `at` says when it was made. */
const freshMs = 1000;
const counted = new WeakMap<Services, Map<string, { at: number; wall: Promise<Wall> }>>();

/** The figures of one area in the reader's reach; the same for every reader who may see the area. */
export async function readWall(call: Call<'GET /api/insight/wall'>): Promise<Wall> {
  const { services, actor, locale, query } = call;
  const { database } = services;
  const area = await inDistrict(database.app, scopeOf(actor, 'insight.read'), (tx) =>
    subtreeFor(tx, actor, query.areaId),
  );
  const kept = counted.get(services) ?? new Map<string, { at: number; wall: Promise<Wall> }>();
  counted.set(services, kept);
  const now = services.clock().getTime();
  for (const [key, { at }] of kept) if (Math.abs(now - at) >= freshMs) kept.delete(key);
  const key = `${actor.district} ${area.id} ${locale}`;
  const found = kept.get(key);
  if (found) return found.wall;
  const wall = countAll(services, actor, area, locale);
  kept.set(key, { at: now, wall });
  // A failed count is not remembered.
  wall.catch(() => kept.delete(key));
  return wall;
}

function countAll(services: Services, actor: Actor, area: Subtree, locale: 'zh-CN' | 'en'): Promise<Wall> {
  const at = services.clock();
  const { district } = actor;
  // The area lies in the reader's reach, so the reader's own scope lets all of it through.
  return inDistrict(services.database.app, scopeOf(actor, 'insight.read'), async (tx) => {
    const [size, places, before, groups, force, urgent] = await Promise.all([
      sizeOf(tx, district, area),
      childrenOf(tx, district, area),
      countReportedBetween(tx, district, area, yesterday(at).from, yesterday(at).to),
      readGroups(tx, district, area, at),
      countForce(tx, district, area, at),
      urgentCase(tx, district, area, at, locale),
    ]);
    return {
      at: at.toISOString(),
      area: { id: area.id, name: area.name, level: area.level, ...size },
      today: today(groups, at, before),
      last30: last30(groups),
      trend: trend(groups, at),
      byState: byState(groups, locale),
      levels: levels(groups),
      children: children(groups, places),
      grandchildren: grandchildren(groups, await idsOf(tx, district, busyCodes(groups))),
      force,
      urgent,
      feed: await recentChanges(services, tx, district, area, at, locale),
    };
  });
}

async function readGroups(tx: Tx, district: number, area: Subtree, at: Date) {
  const [open, reported, closed] = await Promise.all([
    countOpen(tx, district, area, at),
    countReported(tx, district, area, at),
    countClosed(tx, district, area, at),
  ]);
  return { open, reported, closed };
}
