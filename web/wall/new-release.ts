import { isNewReleaseOut } from '#web/release.ts';

const LOOK_MS = 10 * 60_000;

/** A wall stays open for months: it takes a new release by itself, there is nothing typed to lose. */
export function reloadOnNewRelease(): void {
  addEventListener('vite:preloadError', () => location.reload());
  if (import.meta.env.DEV) return;
  setInterval(() => {
    isNewReleaseOut().then(
      (yes) => yes && location.reload(),
      () => undefined, // Not reachable now: asked again in ten minutes.
    );
  }, LOOK_MS);
}
