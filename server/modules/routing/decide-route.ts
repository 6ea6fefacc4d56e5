import type { AlarmReason, RoutingOutcome } from '#contract/routing';
import type { RoutingFacts } from './conditions.ts';
import { type CompiledRule, candidates, type RuleIndex } from './rule-index.ts';

/** A rule whose conditions hold and that cannot run: the case goes on to the next. */
export interface Skipped {
  /** Null: the last rule, whose outcome then lacks what is gone. */
  ruleId: string | null;
  ruleName: string;
  reason: AlarmReason;
  /** Id or code of what is gone. */
  subject: string;
}

export interface Decision {
  ruleId: string | null;
  ruleName: string;
  outcome: RoutingOutcome;
  skipped: Skipped[];
}

/** What stands against an outcome now: null when it can be given. */
export type Obstacle = (outcome: RoutingOutcome) => Pick<Skipped, 'reason' | 'subject'> | null;

export const lastRuleName = '其他情况';
const nothing: RoutingOutcome = { flowCode: null, unitId: null, limit: null, level: null };

/** The first rule of which every condition holds and that can run gives all its outcomes; else the last rule does. */
export function decideRoute(index: RuleIndex, facts: RoutingFacts, obstacle: Obstacle): Decision {
  const skipped: Skipped[] = [];
  for (const { rule, tests } of candidates(index, facts)) {
    if (!tests.every((test) => test(facts))) continue;
    const against = obstacle(rule.outcome);
    if (!against) return { ruleId: rule.id, ruleName: rule.name, outcome: rule.outcome, skipped };
    skipped.push({ ruleId: rule.id, ruleName: rule.name, ...against });
  }
  return lastDecision(index, obstacle, skipped);
}

/** The last rule always runs: what of it is gone is left out, one part after the other. */
function lastDecision({ set }: RuleIndex, obstacle: Obstacle, skipped: Skipped[]): Decision {
  let outcome = set.last;
  for (let against = obstacle(outcome); against; against = obstacle(outcome)) {
    skipped.push({ ruleId: null, ruleName: lastRuleName, ...against });
    const part = against.reason === 'flow-retired' ? 'flowCode' : 'unitId';
    outcome = { ...outcome, [part]: nothing[part] };
  }
  return { ruleId: null, ruleName: lastRuleName, outcome, skipped };
}

export interface Passed {
  ruleId: string | null;
  /** Place of the first condition that does not hold. */
  failed: number | null;
  blocked: AlarmReason | null;
}

/** Why each rule before the deciding one was not taken, in their order. */
export function passedRules(index: RuleIndex, facts: RoutingFacts, { ruleId, skipped }: Decision): Passed[] {
  const end = ruleId === null ? index.rules.length : index.rules.findIndex(({ rule }) => rule.id === ruleId);
  const blocked = new Map(skipped.map((one) => [one.ruleId, one.reason]));
  return index.rules.slice(0, end).map(({ rule, tests }: CompiledRule) => {
    const failed = tests.findIndex((test) => !test(facts));
    return { ruleId: rule.id, failed: failed === -1 ? null : failed, blocked: blocked.get(rule.id) ?? null };
  });
}
