import { useAsk } from './query.ts';

/** What the reader's posts and units were asked for and have not done; asked again when a task somewhere changes (live.ts). */
export function useTasks(enabled = true) {
  return useAsk('GET /api/tasks', {}, { enabled, staleTime: 60_000 });
}
