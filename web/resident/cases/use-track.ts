import { useEffect, useState } from 'react';
import { call, Unreachable } from '#web/api.ts';
import { type LiveState, openLive } from '#web/live.ts';
import { useLoad } from '#web/use-load.ts';
import { ownReports, rememberTrack, type Track } from '../device.ts';

async function load(token: string, signal: AbortSignal): Promise<Track> {
  try {
    const track = await call('GET /api/public/track/:token', { params: { token } }, { signal });
    await rememberTrack(token, track);
    return track;
  } catch (error) {
    // Without a network the last answer is better than none; the grey line above says how things stand.
    const known =
      error instanceof Unreachable ? (await ownReports()).find((one) => one.token === token)?.last : undefined;
    if (known) return known;
    throw error;
  }
}

/** One report, renewed whenever the server says that it moved. */
export function useTrack(token: string) {
  const loaded = useLoad(token, (signal) => load(token, signal));
  const [live, setLive] = useState<LiveState>('connecting');
  const { reload } = loaded;
  const known = loaded.data !== undefined;
  useEffect(() => {
    if (!known) return;
    return openLive(`/api/public/track/${encodeURIComponent(token)}/live`, {
      types: ['case'],
      onEvent: reload,
      onState: setLive,
    });
  }, [token, known, reload]);
  return { ...loaded, live };
}
