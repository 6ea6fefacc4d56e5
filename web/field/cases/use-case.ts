import { useEffect, useState } from 'react';
import { useLoad } from '#web/use-load.ts';
import { useOnline } from '#web/use-online.ts';
import { ask, isUnreachable } from '../accounts/session.ts';
import { useLive } from '../live-cases.ts';
import { useEarly } from '../on-device.ts';
import { keepCase, keptCase } from './case-cache.ts';
import type { CaseView } from './commands.ts';

interface Found {
  view: CaseView;
  /** Set when it comes from this phone: when it was true. */
  cachedAt: number | null;
}

async function load(id: string, signal: AbortSignal): Promise<Found> {
  try {
    const view = await ask('GET /api/cases/:id', { params: { id } }, { signal });
    await keepCase(view);
    return { view, cachedAt: null };
  } catch (error) {
    const known = isUnreachable(error) ? await keptCase(id) : undefined;
    if (known) return { view: known.value, cachedAt: known.at };
    throw error;
  }
}

/** One case, renewed whenever the server says that it moved. */
export function useCase(id: string) {
  const { data, error, loading, reload, set } = useLoad(id, (signal) => load(id, signal));
  const online = useOnline();
  const [was, setWas] = useState(online);
  useLive((event) => {
    if (!event || (event.caseId === id && event.seq !== data?.view.seq)) reload();
  });
  useEffect(() => {
    if (online && !was) reload();
    setWas(online);
  }, [online, was, reload]);
  const early = useEarly(loading && !data, () => keptCase(id));
  const show = (view: CaseView) => set({ view, cachedAt: null });
  const shown = data ?? (early && { view: early.value, cachedAt: early.at });
  return { view: shown?.view, cachedAt: shown?.cachedAt ?? null, error, loading, reload, show };
}
