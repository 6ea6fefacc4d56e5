/** The entry script's address carries the hash of the build. */
function entryOf(page: Document): string {
  return page.querySelector('script[type=module][src]')?.getAttribute('src') ?? '';
}

/**
 * Is another release out than the one that runs here? Rejects where the server does not answer. The query leads past the
 * service worker, which would answer with the page of its own release.
 */
export async function isNewReleaseOut(): Promise<boolean> {
  const response = await fetch(`${import.meta.env.BASE_URL}?release`, { cache: 'no-store' });
  if (!response.ok) return false;
  const there = entryOf(new DOMParser().parseFromString(await response.text(), 'text/html'));
  return there !== '' && there !== entryOf(document);
}
