import { sql } from 'kysely';
import type { Answer, Ask } from '#contract/api';
import { type State, states } from '#contract/lifecycle';
import { systemScope } from '#kernel/actor';
import { inDistrict } from '#kernel/database';
import { cursorOf, readCursor } from '#kernel/keyset';
import type { Services } from '#kernel/services';
import { type StateRow, stateNamer } from '#modules/flows';
import type { IncomingPeer } from './incoming-peer.ts';

type Route = 'GET /api/exchange/cases';
type Change = Answer<Route>['rows'][number];

/** A move is dated when it is decided and seen when it commits: what is younger than this waits for the next question. */
const settledMs = 10_000;

/** A peer's own cases in the order in which they came to their present state; a case moved on twice is told once. */
export async function listChangedCases(
  services: Services,
  { district, id }: IncomingPeer,
  query: Ask<Route>['query'],
): Promise<Answer<Route>> {
  const { limit = 100 } = query;
  const after = readCursor(query.after, ['instant', 'id']);
  const until = new Date(services.clock().getTime() - settledMs);
  const changed = sql`case when c.open or c.closed_at is null then c.state_since else c.closed_at end`;
  const start = after ? sql`(${changed}, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`;
  const { rows } = await inDistrict(services.database.app, systemScope(district), (tx) =>
    sql<Omit<Change, 'stateKind' | 'stateName' | keyof Dates> & Dates & StateRow & { state: State }>`
      select e.sender_no as "senderNo", c.id, c.no, c.state, c.flow_code, c.flow_version, c.flow_state, ${changed} as "changedAt", c.total_due_at as "dueAt",
             c.closed_at as "closedAt", c.rating
        from app.exchange_cases e join app.cases c on c.district_id = ${district} and c.id = e.case_id
       where e.district_id = ${district} and e.peer_id = ${id} and ${changed} <= ${until} and ${start}
       order by ${changed}, c.id limit ${limit + 1}`.execute(tx),
  );
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const wordsOf = await stateNamer(services, district, shown);
  return {
    rows: shown.map(({ flow_code, flow_version, flow_state, ...row }) => ({
      ...row,
      stateName: wordsOf({ state: row.state, flow_code, flow_version, flow_state }).name,
      stateKind: states[row.state].kind,
      changedAt: row.changedAt.toISOString(),
      dueAt: row.dueAt?.toISOString() ?? null,
      closedAt: row.closedAt?.toISOString() ?? null,
    })),
    cursor: last ? cursorOf([last.changedAt, last.id]) : (query.after ?? null),
    more: rows.length > limit,
  };
}
interface Dates {
  changedAt: Date;
  dueAt: Date | null;
  closedAt: Date | null;
}
