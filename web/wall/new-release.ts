const LOOK_MS = 10 * 60_000;

/** The entry script's address carries the hash of the build. */
function entryOf(page: Document): string {
  return page.querySelector('script[type=module][src]')?.getAttribute('src') ?? '';
}

async function changed(): Promise<boolean> {
  const response = await fetch(location.pathname, { cache: 'no-cache' });
  if (!response.ok) return false;
  const there = entryOf(new DOMParser().parseFromString(await response.text(), 'text/html'));
  return there !== '' && there !== entryOf(document);
}

/** A wall stays open for months: it takes a new release by itself, there is nothing typed to lose. */
export function reloadOnNewRelease(): void {
  addEventListener('vite:preloadError', () => location.reload());
  if (import.meta.env.DEV) return;
  setInterval(() => {
    changed().then(
      (yes) => yes && location.reload(),
      () => undefined, // Not reachable now: asked again in ten minutes.
    );
  }, LOOK_MS);
}
