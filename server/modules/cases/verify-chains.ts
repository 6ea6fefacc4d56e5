import type { Database, Tx } from '#kernel/database';
import { type ChainedStep, genesis, stepHash } from './chain.ts';

export interface BrokenLink {
  caseId: string;
  no: string;
  seq: number;
  /** changed: the content no longer fits its hash; cut: a step is missing; ends: the case says it has another last step. */
  kind: 'changed' | 'cut' | 'ends';
}
export interface Verified {
  cases: number;
  steps: number;
  broken: BrokenLink | null;
}

const batch = 500;

/** Recomputes every chain of a district in the order of the case ids; stops at the first broken link. */
export async function verifyChains(
  database: Database,
  district: number,
  onProgress: (cases: number) => void,
): Promise<Verified> {
  let after = '00000000-0000-0000-0000-000000000000';
  const done: Verified = { cases: 0, steps: 0, broken: null };
  for (;;) {
    const { cases, steps } = await readBatch(database, district, after);
    if (cases.length === 0) return done;
    for (const one of cases) {
      const chain = steps.get(one.id) ?? [];
      const broken = brokenLink(chain, one);
      if (broken) return { ...done, broken };
      done.cases += 1;
      done.steps += chain.length;
    }
    after = cases.at(-1)?.id ?? after;
    onProgress(done.cases);
  }
}

/** Of one moment: a step written between the two reads would look like a case with another last step. */
function readBatch({ owner }: Database, district: number, after: string) {
  const moment = owner.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return moment.execute(async (tx) => {
    const cases = await tx
      .selectFrom('cases')
      .select(['id', 'no', 'seq', 'last_hash'])
      .where('district_id', '=', district)
      .where('id', '>', after)
      .orderBy('id')
      .limit(batch)
      .execute();
    const ids = cases.map((one) => one.id);
    return { cases, steps: cases.length > 0 ? await readSteps(tx, district, ids) : new Map<string, StoredStep[]>() };
  });
}

interface StoredStep extends ChainedStep {
  prevHash: Buffer;
  hash: Buffer;
}

function brokenLink(
  chain: readonly StoredStep[],
  of: { id: string; no: string; seq: number; last_hash: Buffer },
): BrokenLink | null {
  let previous: Buffer = genesis;
  for (const [index, stored] of chain.entries()) {
    const at = { caseId: of.id, no: of.no, seq: stored.seq };
    if (stored.seq !== index + 1 || !stored.prevHash.equals(previous)) return { ...at, kind: 'cut' };
    const { prevHash: _, hash, ...step } = stored;
    if (!stepHash(previous, step).equals(hash)) return { ...at, kind: 'changed' };
    previous = hash;
  }
  return of.seq === chain.length && of.last_hash.equals(previous)
    ? null
    : { caseId: of.id, no: of.no, seq: chain.length, kind: 'ends' };
}

async function readSteps(tx: Tx, district: number, ids: string[]): Promise<Map<string, StoredStep[]>> {
  const rows = await tx
    .selectFrom('case_steps')
    .select([
      'district_id as district',
      'case_id as caseId',
      'seq',
      'id',
      'at',
      'done_at as doneAt',
      'move',
      'state',
      'actor_account as actorAccount',
      'actor_post as actorPost',
      'actor_kind as actorKind',
      'actor_name as actorName',
      'actor_title as actorTitle',
      'note',
      'internal',
      'lon',
      'lat',
      'accuracy',
      'photos',
      'data',
      'prev_hash as prevHash',
      'hash',
    ])
    .where('district_id', '=', district)
    .where('case_id', 'in', ids)
    .orderBy('case_id')
    .orderBy('seq')
    .execute();
  return Map.groupBy(rows, (row) => row.caseId) as Map<string, StoredStep[]>;
}
