import { uuidv7 } from 'uuidv7';
import type { CaseRow, CaseView, MoveCase, Reported } from '#contract/cases';
import type { Random } from '#demo/random';
import { type Client, type Reply, refusalOf, type Sending } from './client.ts';
import { type Material, phone, reportFrom } from './load.ts';
import type { User } from './users.ts';

/** What is asked of the server in the life of one case, in this order; the search must find the case as it was left. */
export const asks = [
  'report',
  'accept',
  'dispatch',
  'acknowledge',
  'begin',
  'handle',
  'pass',
  'rate',
  'search',
] as const;
export type Ask = (typeof asks)[number];

/** The steps that such a life leaves behind, and the state that it ends in. */
export const moves = asks.filter((ask) => ask !== 'search');
export const finalState = 'closed';

export interface Asked {
  ask: Ask;
  /** When it was sent and answered, by performance.now(). */
  sent: number;
  answered: number;
  reply: Reply;
}

export interface Life {
  id: string;
  no: string;
  asked: Asked[];
  /** What was refused or answered wrongly; the life ends there. */
  fault: string | null;
}

export interface Living {
  client: Client;
  district: number;
  material: readonly Material[];
  rng: Random;
  user: User;
  /** No two lives have the same: the resident's phone. */
  number: number;
}

/** One case from its report to its rating, each ask after the answer to the last; then looked for by its number. */
export async function liveOnce(living: Living): Promise<Life> {
  const { client, user, district, material, rng } = living;
  const resident = phone(living.number);
  const life: Life = { id: '', no: '', asked: [], fault: null };
  const ask = async <Answer>(name: Ask, sending: Sending): Promise<Answer> => {
    const sent = performance.now();
    const reply = await client.send(sending);
    life.asked.push({ ask: name, sent, answered: performance.now(), reply });
    if (reply.status !== 200) throw new Refused(`${name}: ${refusalOf(reply)}`);
    return JSON.parse(reply.text) as Answer;
  };
  try {
    const body = reportFrom(material, district, rng);
    const reported = await ask<Reported>('report', { method: 'POST', path: '/api/public/cases', body, ...resident });
    life.id = reported.id;
    life.no = reported.no;
    let seq = 1;
    for (const [who, move] of staffMoves(user)) {
      const path = `/api/cases/${reported.id}/moves`;
      const moving = { commandId: uuidv7(), seq, ...move };
      const sending = { method: 'POST', path, body: moving, cookie: who, address: user.address } as const;
      ({ seq } = await ask<CaseView>(move.move as Ask, sending));
    }
    const rating = { commandId: uuidv7(), move: 'rate', rating: 'satisfied', seq };
    await ask('rate', { method: 'POST', path: `/api/public/track/${reported.token}/moves`, body: rating, ...resident });
    const path = `/api/cases?q=${encodeURIComponent(reported.no)}`;
    const found = await ask<{ rows: CaseRow[] }>('search', {
      method: 'GET',
      path,
      cookie: user.operator,
      address: user.address,
    });
    const there = found.rows.some(({ id, state }) => id === reported.id && state === finalState);
    if (!there) life.fault = 'search: not found as it was left';
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    life.fault = error.message;
  }
  return life;
}

class Refused extends Error {}

function staffMoves({ operator, handler, checker, unitId, photo }: User): [string, Omit<MoveCase, 'commandId'>][] {
  return [
    [operator, { move: 'accept' }],
    [operator, { move: 'dispatch', unitId }],
    [handler, { move: 'acknowledge' }],
    [handler, { move: 'begin' }],
    [handler, { move: 'handle', note: '已处理完毕，现场恢复原状。', photos: [{ id: photo, kind: 'after' }] }],
    [checker, { move: 'pass' }],
  ];
}

/** What the data say of lives that were lived to the end: nothing of what was acknowledged may be missing. */
export const checkLives = `
  with lived as (select a.id, a.no from unnest($2::uuid[], $3::text[]) as a(id, no)),
  chains as (
    select s.case_id, array_agg(s.move order by s.seq) as moves,
           bool_and(s.seq = s.n) and bool_and(s.prev_hash = coalesce(s.before, decode(repeat('00', 32), 'hex'))) as linked,
           (array_agg(s.hash order by s.seq desc))[1] as last
      from (select t.*, row_number() over w as n, lag(t.hash) over w as before from app.case_steps t
             where t.district_id = $1 and t.case_id in (select id from lived)
            window w as (partition by t.case_id order by t.seq)) s
     group by 1)
  select count(*)::int as whole
    from lived l
    join app.cases c on c.district_id = $1 and c.id = l.id and c.no = l.no
    join chains h on h.case_id = c.id
   where c.state = $4 and c.rating = 'satisfied' and not c.open and c.seq = cardinality(h.moves)
     and h.moves = $5::text[] and h.linked and h.last = c.last_hash
     and (select count(*) from app.live_events e where e.district = $1 and e.case_id = c.id) = c.seq`;
