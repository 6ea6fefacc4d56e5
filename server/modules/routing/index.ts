export type { Ground, RoutingFacts } from './conditions.ts';
export { decideRoute } from './decide-route.ts';
export { writeSet } from './edit-draft.ts';
export { alarmJobs, routingTasks } from './raise-alarm.job.ts';
export { type Routed, type Router, routerOf, type UnitState, unitStates } from './router.ts';
export { routingRoutes } from './routes.ts';
export type { RoutingAsk } from './routing-facts.ts';
export { indexRules } from './rule-index.ts';
