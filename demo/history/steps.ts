// Writes the steps of a history, each with the hash of the one before, by the server's own function.
import type { Move } from '#contract/lifecycle';
import { genesis, stepHash } from '#modules/cases';
import type { Doing, Life } from './life.ts';
import type { StepColumns } from './world.ts';

export interface Writing extends Pick<Doing, 'actor' | 'note' | 'photos' | 'onSite'> {
  readonly data: Record<string, unknown>;
  readonly internal: boolean;
}

type Who = Pick<StepColumns, 'actorAccount' | 'actorPost' | 'actorKind' | 'actorName' | 'actorTitle'>;

function whoOf(actor: Doing['actor']): Who {
  if (typeof actor === 'string') {
    const actorName = actor === 'resident' ? '居民' : '系统';
    return { actorAccount: null, actorPost: null, actorKind: actor, actorName, actorTitle: null };
  }
  const { account, post } = actor;
  return {
    actorAccount: account.id,
    actorPost: post.id,
    actorKind: 'staff',
    actorName: account.name,
    actorTitle: post.title,
  };
}

export function writeStep(life: Life, move: Move | 'report', now: Date, writing: Writing): void {
  const { row, rng } = life;
  const { note = null, photos = [], onSite = false, data, internal } = writing;
  const prevHash = row.seq === 0 ? genesis : row.last_hash;
  const { actorAccount, actorPost, actorKind, actorName, actorTitle } = whoOf(writing.actor);
  // One shape for all, and hashed as it is: there are nine million of them.
  const step = {
    seq: row.seq + 1,
    id: rng.uuid(now.getTime()),
    at: now,
    move,
    state: row.state,
    actorAccount,
    actorPost,
    actorKind,
    actorName,
    actorTitle,
    note,
    internal,
    lon: onSite ? row.lon : null,
    lat: onSite ? row.lat : null,
    accuracy: onSite ? rng.int(4, 30) : null,
    photos,
    data,
    prevHash,
    hash: genesis,
    district: row.district_id,
    caseId: row.id,
    doneAt: null,
  };
  const hash = stepHash(prevHash, step);
  step.hash = hash;
  life.steps.push(step);
  row.seq = step.seq;
  row.last_hash = hash;
  life.time = now.getTime();
}
