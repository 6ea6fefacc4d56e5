export { caseNumber, shanghaiDay } from './case-number.ts';
export type { ChainedStep } from './chain.ts';
export { genesis, stepHash } from './chain.ts';
export {
  type HeldClocks,
  heldClocks,
  type KeptClock,
  remindedClock,
  resumedClocks,
  startedClock,
  totalColumns,
} from './clock.ts';
export {
  lastPublicNotes,
  listPublicCases,
  type PublicCase,
  type PublicCaseAsk,
} from './list-public-cases.ts';
export { moveByToken } from './move-by-token.ts';
export { partsTasks } from './parts/parts.job.ts';
export { casePartsRoutes } from './parts/routes.ts';
export { rehomeCases } from './rehome-cases.ts';
export { replanTasks } from './replan-cases.job.ts';
export { planReplan } from './replan-cases.ts';
export { type ReportContext, reportCase } from './report-case.ts';
export { caseRoutes } from './routes.ts';
export { casesTasks } from './run-clock.job.ts';
export { mustCheck } from './sampling.ts';
export { tokenHash, trackingToken } from './token.ts';
export { trackCase } from './track-case.ts';
export { type BrokenLink, type Verified, verifyChains } from './verify-chains.ts';
