import { useEffect } from 'react';
import { call } from '#web/api.ts';
import { useOnline } from '#web/use-online.ts';
import { type OwnReport, ownReports, rememberTrack, useKept } from '../device.ts';
import { groupOf } from './wording.ts';

// A phone rarely holds more; older ones are refreshed when they are opened.
const REFRESHED = 20;

async function refresh(): Promise<void> {
  for (const report of (await ownReports()).slice(0, REFRESHED)) {
    // A failure leaves what is kept, with its time; the screen says so when offline.
    await call('GET /api/public/track/:token', { params: { token: report.token } })
      .then((track) => rememberTrack(report.token, track))
      .catch(() => undefined);
  }
}

/** What this device may follow: at once from its memory, then fresh from the server. */
export function useOwnReports(): { reports: OwnReport[]; ready: boolean; oldest: number | null } {
  const { value, ready } = useKept(ownReports);
  const online = useOnline();
  const reports = value ?? [];
  /** What left the outbox meanwhile has a number, but nobody has looked yet how it stands. */
  const unread = reports.filter((report) => !report.last).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: unread says when to look, not what to look at.
  useEffect(() => {
    if (online) void refresh();
  }, [online, unread > 0]);
  const times = reports.map((report) => report.lastAt).filter((at): at is number => at !== undefined);
  return { reports, ready, oldest: times.length > 0 ? Math.min(...times) : null };
}

export function inGroup(reports: readonly OwnReport[], group: 'asks' | 'running' | 'over'): OwnReport[] {
  return reports.filter((report) => (report.last ? groupOf(report.last.state) : 'running') === group);
}
