import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { moveNames } from '#contract/lifecycle';
import type { Database } from '#kernel/database';
import type { Metrics } from '#kernel/metrics';

/** Figures of the installation: the same from every process. */
export function watchCases({ owner }: Pick<Database, 'owner'>, metrics: Metrics): void {
  const filed = metrics.counter('gezhi_cases_filed_total', 'Cases ever filed in the installation.');
  const messages = metrics.gauge(
    'gezhi_messages',
    'Messages of the installation that are not out: queued, failed (tried again), stuck (a person must look).',
  );
  const alarms = metrics.gauge(
    'gezhi_routing_alarms',
    'Alarms of routing rules that could not run and that nobody has seen to.',
  );
  metrics.onRead(async () => {
    const { rows: counted } = await sql<{ n: number }>`
      select /* all districts: figures of the installation */ coalesce(sum(n), 0)::int as n from app.case_numbers`.execute(
      owner,
    );
    filed.set({}, counted[0]?.n ?? 0);
    const { rows } = await sql<{ state: string; n: number }>`
      select /* all districts: figures of the installation */ state, count(*)::int as n from app.messages
       where state in ('queued', 'failed', 'stuck') group by state`.execute(owner);
    const { rows: open } = await sql<{ n: number }>`
      select /* all districts: figures of the installation */ count(*)::int as n from app.routing_alarms
       where settled_at is null`.execute(owner);
    alarms.set({}, open[0]?.n ?? 0);
    for (const state of ['queued', 'failed', 'stuck'])
      messages.set({ state }, rows.find((row) => row.state === state)?.n ?? 0);
  });
}

const moves = new Set<string>(moveNames);

/** Moves that this process answered with success; a resent one is counted again. */
export function watchMoves(app: FastifyInstance, metrics: Metrics): void {
  const moved = metrics.counter('gezhi_case_moves_total', 'Moves of cases that were carried out, by move.');
  app.addHook('onResponse', async (request, reply) => {
    if (reply.statusCode !== 200 || !request.routeOptions.url?.endsWith('/moves')) return;
    const { move } = (request.body ?? {}) as { move?: unknown };
    if (typeof move === 'string' && moves.has(move)) moved.add({ move });
  });
}
