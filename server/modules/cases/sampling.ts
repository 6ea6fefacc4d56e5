import { createHash } from 'node:crypto';
import { coreLowRiskSample } from '#contract/core-flow';

/**
 * Must somebody else check on site? Low risk is sampled by a hash of the id: nobody can know before, anybody can
 * recompute after. What was contested or sent back for rework is always checked.
 */
export function mustCheck(caseId: string, risk: string, hadTrouble: boolean, sample = coreLowRiskSample): boolean {
  if (risk !== 'low' || hadTrouble) return true;
  const draw = createHash('sha256').update(`check ${caseId}`).digest().readUInt32BE(0) / 2 ** 32;
  return draw < sample;
}
