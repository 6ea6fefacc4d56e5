/** Edges that may still be looked at in this file: a hostile comb of 1,000,000 teeth would need 10^12. */
export interface WorkLeft {
  edges: number;
}
export class TooTangled extends Error {}

/** A district of 6,000 areas needs about 5 million; 20 million take some 3 s. */
export const workFor = (): WorkLeft => ({ edges: 20_000_000 });

export function spend(work: WorkLeft, edges: number): void {
  work.edges -= edges;
  if (work.edges < 0) throw new TooTangled();
}
