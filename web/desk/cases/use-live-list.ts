import { useCallback, useEffect, useRef, useState } from 'react';
import type { CaseRow } from '#contract/cases';
import { call } from '#web/api.ts';
import { useLiveEvents } from '../shell/live.ts';
import { queries, refresh } from '../shell/query.ts';
import type { CaseFilter } from './search.ts';
import { reloadCase } from './use-cases.ts';

// A burst of reports (a storm) asks once a second, not once a report.
const LOOK_MS = 1000;
// Marks move on the map at most every 5 s: 5,000 of them are not redrawn for each step.
const POINTS_MS = 5000;
const MOST = 50;

/** Finds which newly reported cases belong to this list; they are offered, never pushed between the rows. */
export function useLiveList(filter: CaseFilter, rows: readonly CaseRow[]) {
  const [fresh, setFresh] = useState(0);
  const since = useRef(new Date());
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const pointsTimer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const key = JSON.stringify(filter);
  const known = useRef(rows);
  known.current = rows;

  // biome-ignore lint/correctness/useExhaustiveDependencies: another filter starts another count.
  useEffect(() => {
    since.current = new Date();
    setFresh(0);
    return () => clearTimeout(timer.current);
  }, [key]);
  useEffect(() => () => clearTimeout(pointsTimer.current), []);

  const look = useCallback(async () => {
    timer.current = undefined;
    const query = { ...filter, sort: 'newest' as const, limit: MOST, from: since.current.toISOString() };
    try {
      const { rows: found } = await call('GET /api/cases', { query });
      setFresh(found.filter((row) => !known.current.some((one) => one.id === row.id)).length);
    } catch {
      // The pill is a convenience: the next event asks again.
    }
  }, [filter]);

  useLiveEvents((event) => {
    pointsTimer.current ??= setTimeout(() => {
      pointsTimer.current = undefined;
      void refresh('GET /api/cases/points');
    }, POINTS_MS);
    const shown = known.current.find((row) => row.id === event.caseId);
    if (shown && event.seq > shown.seq) void reloadCase(event.caseId).catch(() => undefined);
    if (!shown && event.move === 'report') timer.current ??= setTimeout(() => void look(), LOOK_MS);
  });

  const load = useCallback(async () => {
    since.current = new Date();
    setFresh(0);
    await queries.invalidateQueries({ queryKey: ['GET /api/cases', 'list'] });
  }, []);
  return { fresh, load };
}
