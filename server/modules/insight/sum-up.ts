import type { Wall } from '#contract/insight';
import { states } from '#contract/lifecycle';
import type { ClosedGroup, OpenGroup, ReportedGroup } from './count-cases.ts';
import { dayOf, daysUntil, openStates, rate } from './definitions.ts';
import type { Child } from './subtree.ts';

export interface Groups {
  open: readonly OpenGroup[];
  reported: readonly ReportedGroup[];
  closed: readonly ClosedGroup[];
}

function sum<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((total, row) => total + of(row), 0);
}

export function today(groups: Groups, at: Date, reportedYesterdaySameTime: number): Wall['today'] {
  const day = dayOf(at);
  const closed = groups.closed.filter((row) => row.day === day);
  const handled = sum(closed, (row) => row.handled);
  const hours = sum(closed, (row) => row.handleSeconds) / 3600;
  return {
    reported: sum(
      groups.reported.filter((row) => row.day === day),
      (row) => row.n,
    ),
    reportedYesterdaySameTime,
    closed: sum(closed, (row) => row.n),
    firstTimeClosed: sum(closed, (row) => row.firstTime),
    open: sum(groups.open, (row) => row.n),
    overdue: sum(groups.open, (row) => row.overdue),
    dueSoon: sum(groups.open, (row) => row.dueSoon),
    meanHandleHours: handled === 0 ? null : Math.round((hours / handled) * 10) / 10,
  };
}

/** Closed in the last 30 days, and open with the limit missed: what had to be done. */
function onTimeOf({ open, closed }: Pick<Groups, 'open' | 'closed'>): { onTime: number | null; onTimeOf: number } {
  const of = sum(closed, (row) => row.limited) + sum(open, (row) => row.limitMissed);
  return {
    onTime: rate(
      sum(closed, (row) => row.onTime),
      of,
    ),
    onTimeOf: of,
  };
}

export function last30(groups: Groups): Wall['last30'] {
  const closed = sum(groups.closed, (row) => row.n);
  const rated = sum(groups.closed, (row) => row.rated);
  const reported = sum(groups.reported, (row) => row.n);
  return {
    ...onTimeOf(groups),
    satisfied: rate(
      sum(groups.closed, (row) => row.satisfied),
      rated,
    ),
    satisfiedOf: rated,
    ratedShare: rate(rated, closed),
    selfFound: rate(
      sum(groups.reported, (row) => row.selfFound),
      reported,
    ),
    selfFoundOf: reported,
  };
}

/** A day on which nothing happened is a day with zeros. */
export function trend(groups: Groups, at: Date): Wall['trend'] {
  const on = <T extends { day: string; n: number }>(rows: readonly T[], day: string) =>
    sum(
      rows.filter((row) => row.day === day),
      (row) => row.n,
    );
  return daysUntil(at).map((day) => ({ day, reported: on(groups.reported, day), closed: on(groups.closed, day) }));
}

/** Open states in the order of the life cycle, those without a case too. */
export function byState({ open }: Groups, locale: 'zh-CN' | 'en'): Wall['byState'] {
  return openStates.map((state) => ({
    key: state,
    name: locale === 'en' ? states[state].en : states[state].zh,
    n: sum(
      open.filter((row) => row.state === state),
      (row) => row.n,
    ),
  }));
}

export function levels({ open }: Groups): Wall['levels'] {
  return [1, 2, 3, 4].map((level) => ({
    level,
    n: sum(
      open.filter((row) => row.level === level),
      (row) => row.n,
    ),
  }));
}

/** Codes two levels below under which a case is open. */
export function busyCodes({ open }: Groups): string[] {
  return [...new Set(open.map((row) => row.grandchild))].filter(Boolean);
}

export function grandchildren({ open }: Groups, ids: ReadonlyMap<string, string>): Wall['grandchildren'] {
  const byCode = Map.groupBy(open, (row) => row.grandchild);
  return [...ids].map(([code, id]) => {
    const rows = byCode.get(code) ?? [];
    return { id, open: sum(rows, (row) => row.n), overdue: sum(rows, (row) => row.overdue) };
  });
}

/** Places, not people: each area one level below with its own counts. */
export function children(groups: Groups, places: readonly Child[]): Wall['children'] {
  const of = <T extends { child: string }>(rows: readonly T[], code: string) =>
    rows.filter((row) => row.child === code);
  return places.map(({ id, code, name }) => {
    const open = of(groups.open, code);
    return {
      id,
      name,
      open: sum(open, (row) => row.n),
      overdue: sum(open, (row) => row.overdue),
      reported30: sum(of(groups.reported, code), (row) => row.n),
      ...onTimeOf({ open, closed: of(groups.closed, code) }),
    };
  });
}
