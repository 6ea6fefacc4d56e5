import { useEffect, useRef, useState } from 'react';
import { useOnline } from '#web/use-online.ts';
import { ask, isUnreachable } from '../accounts/session.ts';
import { useLive } from '../live-cases.ts';
import { useEarly } from '../on-device.ts';
import { type CaseRow, keepToday, keptToday } from './case-cache.ts';

interface Today {
  rows: CaseRow[] | undefined;
  /** When what is shown was true. */
  at: number | null;
  next: string | null;
  error: unknown;
  loading: boolean;
}

const PAGE = 50;
// Several moves often follow each other at once (settle, then waived): one reading for all of them.
const CALM_MS = 400;

const page = (after?: string) =>
  ask('GET /api/cases', { query: { view: 'mine', sort: 'due', limit: PAGE, ...(after ? { after } : {}) } });

async function firstPage(): Promise<Partial<Today>> {
  try {
    const { rows, next } = await page();
    await keepToday(rows);
    return { rows, next, at: Date.now(), error: undefined };
  } catch (error) {
    const cached = isUnreachable(error) ? await keptToday() : undefined;
    return cached ? { rows: cached.value, next: null, at: cached.at, error: undefined } : { error };
  }
}

/** The own open cases by due time. What comes in while one reads is announced, not pushed between the rows. */
export function useToday() {
  const [state, setState] = useState<Today>({ rows: undefined, at: null, next: null, error: undefined, loading: true });
  const [fresh, setFresh] = useState<CaseRow[] | null>(null);
  const shown = useRef<CaseRow[] | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const online = useOnline();

  function show(part: Partial<Today>): void {
    if (part.rows) shown.current = part.rows;
    setFresh(null);
    setState((old) => ({ ...old, ...part, loading: false }));
  }

  async function reload(): Promise<void> {
    setState((old) => ({ ...old, loading: true }));
    show(await firstPage());
  }

  /** Known rows are renewed in place; new ones wait behind the pill. */
  async function renew(): Promise<void> {
    const part = await firstPage();
    const known = new Set(shown.current?.map((row) => row.id));
    const added = part.rows?.filter((row) => !known.has(row.id)) ?? [];
    if (!part.rows || !shown.current?.length || added.length === 0) return show(part.rows ? part : {});
    setFresh(part.rows);
    const still = part.rows.filter((row) => known.has(row.id));
    setState((old) => ({ ...old, rows: still, at: part.at ?? old.at, loading: false }));
  }

  async function more(): Promise<void> {
    if (!state.next) return;
    const answer = await page(state.next);
    const rows = [...(shown.current ?? []), ...answer.rows];
    show({ rows, next: answer.next });
  }

  // Known rows first; the answer, when it comes, takes their place.
  const early = useEarly(state.loading && !state.rows, keptToday);

  useLive(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void renew(), CALM_MS);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: read at the start and whenever the network returns.
  useEffect(() => {
    void reload();
    return () => clearTimeout(timer.current);
  }, [online]);

  const waiting = fresh ? fresh.filter((row) => !state.rows?.some((known) => known.id === row.id)).length : 0;
  const takeFresh = () => fresh && show({ rows: fresh, at: Date.now() });
  const shownNow = state.rows ? state : { ...state, rows: early?.value, at: early?.at ?? state.at };
  return { ...shownNow, reload, more, waiting, takeFresh };
}
