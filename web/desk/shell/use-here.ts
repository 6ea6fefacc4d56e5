import { useCallback, useState } from 'react';

/**
 * Is this page still the one that is wanted? The address changes with the click, the page only when the next one is loaded:
 * what a page writes into its own address in between would take the reader back.
 */
export function useHere(): () => boolean {
  const [path] = useState(() => window.location.pathname);
  return useCallback(() => window.location.pathname === path, [path]);
}
