import { clockAction } from '#contract/flow-walk';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { laterAll, type TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { flowOf } from '#modules/flows';
import { placeOf } from './case-record.ts';
import { moveBySystem } from './move-case.ts';
import { readMoveFacts } from './read-move-facts.ts';
import { clockJob } from './record-step.ts';

declare module '#kernel/jobs' {
  interface JobPayloads {
    'cases.clock': { district: number; caseId: string };
  }
}

/**
 * The end of a state's clock. The row decides, not the job: what moved on meanwhile has another due time (and its own
 * job), so a late or repeated job does nothing.
 */
export function runClock(
  services: Services,
  { district, caseId }: { district: number; caseId: string },
): Promise<void> {
  return inDistrict(services.database.app, systemScope(district), async (tx) => {
    const facts = await readMoveFacts(tx, district, caseId, {}, services.clock());
    if (!facts) return;
    const { current } = facts;
    const { state } = placeOf(current);
    const action = clockAction(await flowOf(services, district, current.flow), state);
    if (!action || !current.dueAt) return;
    if (current.dueAt > services.clock()) {
      await laterAll(tx, [clockJob(district, caseId, current.dueAt)]);
      return;
    }
    // Where the whistle cannot go higher, the top is reminded instead: no escalation is lost for want of a level.
    const atTop = action.does === 'escalate' && action.to === state && current.whistleLevel === 0;
    await moveBySystem(services, tx, facts, { move: atTop ? 'remind' : action.does });
  });
}

export function casesTasks(services: Services): Pick<TaskList, 'cases.clock'> {
  return { 'cases.clock': (payload) => runClock(services, payload) };
}
