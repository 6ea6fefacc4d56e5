import type { Answer } from '#contract/api';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { needDistrictWide } from '#kernel/district-right';
import { refuse } from '#kernel/refuse';
import type { Call } from '#kernel/routes';
import { timekeepingOf } from '#modules/deadlines';
import { flowsOf } from '#modules/flows';
import { decideRoute, passedRules } from './decide-route.ts';
import { groundOf, keptIndex, obstacleOf, readUnitStates } from './router.ts';
import { factsOf } from './routing-facts.ts';
import { readDraft, readPublished } from './stored-sets.ts';

type Route = 'POST /api/routing/try';
const most = 500;

/** A made-up case through the draft or the set in force; nothing is stored. */
export async function tryRules({ services, actor, body }: Call<Route>): Promise<Answer<Route>> {
  needDistrictWide(actor, 'routing.read');
  const { district } = actor;
  const ground = await groundOf(services, district);
  const times = await timekeepingOf(services, district);
  const areaPath = ground.paths.get(body.areaId) ?? refuse('area.unknown');
  if (body.categoryCode !== null && !ground.parents.has(body.categoryCode)) refuse('category.unknown');
  const { set, units } = await inDistrict(services.database.app, systemScope(district), async (tx) => {
    const stored = body.of === 'draft' ? await readDraft(tx, district) : await readPublished(tx, district);
    const { set } = stored ?? refuse('routing.no-draft');
    return { set, units: await readUnitStates(tx, district, set, services.clock()) };
  });
  const { index } = keptIndex(set, ground);
  const facts = factsOf({ ...body, areaPath, at: new Date(body.at) }, ground, times);
  const decision = decideRoute(index, facts, obstacleOf(units, await flowsOf(services, district)));
  const passed = passedRules(index, facts, decision);
  const { areaClass, weekday, minute, workday } = facts;
  return {
    decision: { ruleId: decision.ruleId, outcome: decision.outcome },
    passed: passed.slice(-most),
    earlier: passed.length,
    facts: { areaClass, weekday, minute, workday },
  };
}
