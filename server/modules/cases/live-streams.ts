import type { FastifyReply, FastifyRequest } from 'fastify';
import { type MoveRule, moves } from '#contract/lifecycle';
import { type Actor, areasFor, helpersFor, unitsFor } from '#kernel/actor';
import type { LiveRow } from '#kernel/live';
import type { Services } from '#kernel/services';
import { mergedInto, readToken } from './track-case.ts';

/** Sent when nothing happens, so that proxies keep the line and a screen notices a dead one. */
const heartbeatMs = 15_000;
/** A screen that missed more than this reads its list again instead. */
const replayMost = 900;
/** Bytes that wait in memory for a screen that reads slower than things happen. */
const unreadMost = 1024 * 1024;

/** All changes that a member of staff may see. */
export function liveForStaff(
  services: Services,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const areas = areasFor(actor, 'case.read');
  const units = unitsFor(actor, 'case.read');
  const helpers = helpersFor(actor);
  const wants = (row: LiveRow) =>
    row.district === actor.district &&
    (areas.some((path) => row.areaPath.startsWith(path)) ||
      (row.unitId !== null && units.includes(row.unitId)) ||
      row.helpers.some((id) => helpers.includes(id)));
  return stream(services, actor.district, wants, request, reply);
}

/** The public changes of one report. */
export async function liveForToken(
  services: Services,
  token: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const tracked = await readToken(services, token);
  const { district } = tracked;
  const followed = [tracked.caseId, await mergedInto(services, tracked)];
  const wants = (row: LiveRow) => row.district === district && followed.includes(row.caseId) && isPublic(row);
  return stream(services, district, wants, request, reply);
}

/** Words beside the case stay inside; a step into another state is told whatever its words are: the reporter reads the state. */
function isPublic(row: LiveRow): boolean {
  const { move } = row.payload as { move: string };
  const rule = (moves as Record<string, MoveRule>)[move];
  return rule?.note !== 'internal' || rule.to !== 'same';
}

async function stream(
  services: Services,
  district: number,
  wants: (row: LiveRow) => boolean,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const last = Number(request.headers['last-event-id'] ?? Number.NaN);
  const held: LiveRow[] = [];
  let send = (row: LiveRow): void => void held.push(row);
  // Listening starts before the missed ones are read: between the two nothing can fall through.
  const stop = services.live.subscribe(wants, (row) => send(row));
  try {
    const missed = Number.isSafeInteger(last) && last >= 0 ? await services.live.since(district, last, wants) : [];
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    });
    raw.write(
      missed.length > replayMost
        ? 'retry: 3000\nevent: reset\ndata: {}\n\n'
        : 'retry: 3000\nevent: ready\ndata: {}\n\n',
    );
    send = (row) => {
      // It comes back with the last id it has read, and is told what it missed.
      if (raw.writableLength > unreadMost) raw.destroy();
      else raw.write(frame(row));
    };
    if (missed.length <= replayMost) for (const row of missed) send(row);
    for (const row of held) send(row);
    const beat = setInterval(() => raw.write(': \n\n'), heartbeatMs);
    raw.on('close', () => {
      clearInterval(beat);
      stop();
    });
  } catch (error) {
    stop();
    throw error;
  }
}

function frame(row: LiveRow): string {
  return `id: ${row.id}\nevent: case\ndata: ${JSON.stringify(row.payload)}\n\n`;
}
