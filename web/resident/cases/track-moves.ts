import type { Ask } from '#contract/api';
import { call, Refusal } from '#web/api.ts';
import { rememberTrack, type Track } from '../device.ts';

type Body = Ask<'POST /api/public/track/:token/moves'>['body'];

/** One command of the resident. When the case has moved on meanwhile, the caller shows the new state and says so. */
export async function makeMove(token: string, body: Body): Promise<Track> {
  const track = await call('POST /api/public/track/:token/moves', { params: { token }, body });
  await rememberTrack(token, track);
  return track;
}

export function isMovedOn(error: unknown): boolean {
  return error instanceof Refusal && (error.code === 'case.moved-on' || error.code === 'case.not-from-here');
}
