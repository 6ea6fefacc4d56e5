import { useEffect } from 'react';
import type { PartFields, TaskView } from '#contract/case-parts';

/** Where only one task can be meant, it is. */
export function useOnlyTask(tasks: readonly TaskView[], parts: PartFields, onParts: (parts: PartFields) => void): void {
  const only = tasks.length === 1 ? tasks[0]?.id : undefined;
  useEffect(() => {
    if (only !== undefined && parts.taskId === undefined) onParts({ ...parts, taskId: only });
  }, [only, parts, onParts]);
}
