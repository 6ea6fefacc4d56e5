import type { Static } from 'typebox';
import type { TrackMove, TrackView } from '#contract/cases';
import { command } from '#kernel/command';
import { refuse } from '#kernel/refuse';
import type { Services } from '#kernel/services';
import { moveCase } from './move-case.ts';
import { readToken, trackCase } from './track-case.ts';

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
  await command(
    services,
    tracked.scope,
    { id: commandId, name: 'move-by-token', by: tracked.contactId, body: input },
    async (tx) => {
      const moved = await moveCase(
        services,
        tx,
        tracked.district,
        tracked.caseId,
        { ...input, ...(photos ? { photos } : {}) },
        { kind: 'resident' },
      );
      return { seq: moved.seq };
    },
  );
  return trackCase(services, token);
}
