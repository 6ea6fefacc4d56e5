import type { Static } from 'typebox';
import type { TrackMove, TrackView } from '#contract/cases';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { flowOf } from '#modules/flows';
import { flowIn } from './case-record.ts';
import { commandCase, factsFor } from './move-case.ts';
import { planMove } from './plan-move.ts';
import { readToken, selectTrack, toTrackView, trackCase } from './track-case.ts';

/** The reporter rates, contests, answers or adds; who only joined may add a remark. */
export async function moveByToken(
  services: Services,
  token: string,
  ask: Static<typeof TrackMove>,
): Promise<TrackView> {
  const tracked = await readToken(services, token);
  if (tracked.joined && ask.move !== 'remark') refuse('right.missing');
  const { commandId, ...input } = ask;
  const photos = input.photos?.map((photo) => ({ ...photo, kind: 'extra' as const }));
  const moving = { ...input, ...(photos ? { photos } : {}) };
  const { district, caseId, contactId, scope } = tracked;
  const { rows } = await commandCase(services, {
    scope,
    caseId,
    ask: { id: commandId, name: 'move-by-token', by: contactId, body: input },
    facts: factsFor(moving),
    async plan(facts) {
      const plan = await planMove(services, facts, moving, { kind: 'resident' });
      return { plan, stored: { seq: plan.after.seq } };
    },
    answer: (tx) => selectTrack(tx, district, caseId, services.clock()),
  });
  const [row] = rows ?? [];
  // A merged case goes on with another one's news.
  if (!row || row.state === 'merged') return trackCase(services, token);
  return toTrackView(services, tracked, row, await flowOf(services, district, flowIn(row)));
}
