/** Which steps a webhook wants; null and empty lists let everything through. */
export interface WebhookFilter {
  areaPath: string | null;
  moves: readonly string[];
  categories: readonly string[];
  createdAt: Date;
}

export interface StepSeen {
  areaPath: string;
  move: string;
  categoryCode: string | null;
  at: Date;
}

/** A major class (two digits) stands for all of its own. Steps from before the webhook existed are not told. */
export function wantsStep(filter: WebhookFilter, step: StepSeen): boolean {
  const code = step.categoryCode ?? '';
  return (
    step.at >= filter.createdAt &&
    (filter.areaPath === null || step.areaPath.startsWith(filter.areaPath)) &&
    (filter.moves.length === 0 || filter.moves.includes(step.move)) &&
    (filter.categories.length === 0 || filter.categories.some((wanted) => code === wanted || isMajorOf(wanted, code)))
  );
}

function isMajorOf(major: string, code: string): boolean {
  return major.length === 2 && code.startsWith(major);
}
