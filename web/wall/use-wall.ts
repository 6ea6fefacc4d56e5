import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '#contract/api';
import type { Wall } from '#contract/insight';
import type { LiveEvent } from '#contract/live-event';
import { call, Refusal } from '#web/api.ts';
import { type LiveState, openLive } from '#web/live.ts';
import { browserClock, type Recount, startRecount } from './recount.ts';

export type CasePoint = Answer<'GET /api/cases/points'>['rows'][number];

export interface WallData {
  wall: Wall;
  points: readonly CasePoint[];
  /** More points than the 5,000 that are sent. */
  more: boolean;
  /** performance.now() of the answer: the age does not depend on this machine's clock. */
  receivedAt: number;
  /** Server time minus this machine's time. */
  skewMs: number;
}

export interface Watched {
  data: WallData | null;
  /** Wrong area or right; passing faults only make the figures old. */
  refusal: Refusal | null;
  live: LiveState;
  /** Public changes heard since the last count, newest first: shown before the count confirms them. */
  heard: readonly LiveEvent[];
}

interface Heard extends LiveEvent {
  /** performance.now() of its arrival. */
  heardAt: number;
}

// The house rule: counted again at most every 2 s; overdue comes by time alone, so at least every 15 s.
const AT_MOST_MS = 2000;
const AT_LEAST_MS = 15_000;
/** The server answers from a count of up to 1 s ago: a change heard later than this before the question may not be in it. */
const SURE_MS = 1500;
/** From so many points on (about 300 kB) they are asked for every fifth count only. */
const MANY_POINTS = 1500;

function isLiveEvent(data: unknown): data is LiveEvent & { internal?: boolean } {
  return typeof data === 'object' && data !== null && 'caseId' in data && 'seq' in data;
}

interface Kept {
  round: number;
  points: Answer<'GET /api/cases/points'> | null;
}

async function count(areaId: string | null, kept: Kept): Promise<WallData> {
  const query = areaId ? { areaId } : {};
  const old = kept.points;
  const reuse = old !== null && old.rows.length > MANY_POINTS && kept.round % 5 !== 0;
  kept.round += 1;
  const [wall, points] = await Promise.all([
    call('GET /api/insight/wall', { query }, { idempotent: false }),
    reuse ? old : call('GET /api/cases/points', { query: { ...query, view: 'open' } }, { idempotent: false }),
  ]);
  kept.points = points;
  const skewMs = new Date(wall.at).getTime() - Date.now();
  return { wall, points: points.rows, more: points.more, receivedAt: performance.now(), skewMs };
}

/** The figures of one area, counted again by every change that the live stream tells. */
export function useWall(areaId: string | null, onSignedOut: () => void): Watched {
  const [state, setState] = useState<{ areaId: string | null; data: WallData | null; refusal: Refusal | null }>({
    areaId,
    data: null,
    refusal: null,
  });
  const [live, setLive] = useState<LiveState>('connecting');
  const [heard, setHeard] = useState<readonly Heard[]>([]);
  const recount = useRef<Recount>(undefined);
  const lastHeardAt = useRef(Number.NEGATIVE_INFINITY);
  const signedOut = useRef(onSignedOut);
  signedOut.current = onSignedOut;

  useEffect(() => {
    let gone = false;
    const kept: Kept = { round: 0, points: null };
    const failed = (error: unknown) => {
      if (!(error instanceof Refusal)) return; // Not reachable: the figures turn grey by their age.
      if (error.status === 401) signedOut.current();
      else if (error.status < 500 && error.status !== 429) setState({ areaId, data: null, refusal: error });
    };
    const show = (data: WallData, asked: number) => {
      setState({ areaId, data, refusal: null });
      setHeard((events) => events.filter((event) => event.heardAt > asked - SURE_MS));
      if (lastHeardAt.current > asked - SURE_MS) started.hear();
    };
    const run = () => {
      const asked = performance.now();
      return count(areaId, kept).then(
        (data) => gone || show(data, asked),
        (error: unknown) => gone || failed(error),
      );
    };
    const started = startRecount({ run, clock: browserClock, atMostMs: AT_MOST_MS, atLeastMs: AT_LEAST_MS });
    recount.current = started;
    return () => {
      gone = true;
      started.stop();
    };
  }, [areaId]);

  const hear = useCallback((data: unknown) => {
    if (!isLiveEvent(data)) return;
    const heardAt = performance.now();
    lastHeardAt.current = heardAt;
    if (!data.internal) setHeard((events) => [{ ...data, heardAt }, ...events].slice(0, 12));
    recount.current?.hear();
  }, []);

  useEffect(
    () =>
      openLive('/api/live', {
        types: ['case', 'step'],
        onEvent: (event) => hear(event.data),
        onState: (next) => {
          setLive(next);
          // What happened while the stream was down is in the next count, whether or not it is told again.
          if (next === 'open') recount.current?.hear();
        },
      }),
    [hear],
  );

  const mine = state.areaId === areaId;
  return { data: mine ? state.data : null, refusal: mine ? state.refusal : null, live, heard };
}
