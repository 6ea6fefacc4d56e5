import { type StateRule, states } from '#contract/lifecycle';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { later, type TaskList } from '#kernel/jobs';
import type { Services } from '#kernel/services';
import { findCase, lockCase } from './case-record.ts';
import { moveCase } from './move-case.ts';

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
    if (!(await findCase(tx, district, caseId))) return;
    const current = await lockCase(tx, district, caseId);
    const rule: StateRule = states[current.state];
    if (!rule.onClock || !current.dueAt) return;
    if (current.dueAt > services.clock()) {
      await later(
        tx,
        'cases.clock',
        { district, caseId },
        { runAt: current.dueAt, jobKey: `clock:${district}:${caseId}` },
      );
      return;
    }
    // Where the whistle cannot go higher, the top is reminded instead: no escalation is lost for want of a level.
    const atTop = rule.onClock === 'escalate' && current.whistleLevel === 0;
    await moveCase(services, tx, district, caseId, { move: atTop ? 'remind' : rule.onClock }, { kind: 'system' });
  });
}

export function casesTasks(services: Services): Pick<TaskList, 'cases.clock'> {
  return { 'cases.clock': (payload) => runClock(services, payload) };
}
