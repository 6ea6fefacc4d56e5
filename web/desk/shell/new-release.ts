const KEY = 'gezhi.desk.reloaded';
// One reload a minute at most: a chunk that is missing for another reason must not turn into an endless loop.
const AGAIN_MS = 60_000;

/** After a release the open page asks for chunks that are gone; a fresh page has the new names. */
export function reloadOnNewRelease(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem(KEY) ?? 0);
    if (Date.now() - last < AGAIN_MS) return;
    event.preventDefault();
    sessionStorage.setItem(KEY, String(Date.now()));
    location.reload();
  });
}
