import { type RawBuilder, sql } from 'kysely';

/** The columns of app.case_facts and app.dispatch_facts in the order in which the selects below give them. */
export const factColumns = {
  case_facts: [
    'district_id',
    'case_id',
    'area_path',
    'category_code',
    'source',
    'unit_id',
    'reported_day',
    'reported_hour',
    'response',
    'ending',
    'hold',
    'due_day',
    'on_time',
    'done_day',
    'done_unit',
    'done_role',
    'reworked',
    'contested',
    'rating',
    'self_handled',
    'first_time',
    'closed_day',
    'handle_minutes',
  ],
  dispatch_facts: [
    'district_id',
    'case_id',
    'seq',
    'area_path',
    'category_code',
    'source',
    'unit_id',
    'day',
    'outcome',
  ],
} as const;

/** Only these cases; null: all of the district. */
export type Which = readonly string[] | null;
const among = (ids: Which) => (ids ? sql`and c.id = any(${ids}::uuid[])` : sql``);
const chinaDay = (column: string) => sql.raw(`(${column} at time zone 'Asia/Shanghai')::date`);

/** What counts as taking a report up: a person did something about it. */
const response = sql.raw(
  `'accept','reject','arrive','settle','whistle','reroute','dispatch','ask','suspend','merge','verify','divide'`,
);
const endings = sql.raw(`'reject','merge','close','rate','uphold','contest','reopen','split'`);

/**
 * The facts of cases as they are now, from their moves alone (and the columns that the one writer of moves keeps): states
 * may be renamed or added by a flow, moves are a closed vocabulary. A move that was undone within ten seconds counts for
 * nothing. `on_time` breaks with rework, re-opening, and a contest that was not rejected: cases.handled_at would keep the
 * hour of the first, contested attempt. One pass over the steps of a case: they are numbered from 1 without a gap
 * (the chain), so a step's number is its place in the arrays.
 */
export function caseFacts(district: number, ids: Which): RawBuilder<unknown> {
  return sql`
    select c.district_id, c.id as case_id, c.area_path, c.category_code, c.source, c.unit_id,
           ${chinaDay('c.reported_at')} as reported_day,
           extract(hour from c.reported_at at time zone 'Asia/Shanghai')::smallint as reported_hour,
           case when h.responded < coalesce(h.lapsed, h.responded + 1) then 'inTime'
                when h.lapsed is not null then 'late' end as response,
           e.ending,
           case when c.open then case when h.moves[h.last_hold] = 'ask' then 'waiting'
                when h.moves[h.last_hold] in ('suspend','grantTime') then 'suspended' end end as hold,
           ${chinaDay('c.total_due_at')} as due_day,
           coalesce(h.ats[e.done] <= c.total_due_at, false) as on_time,
           ${chinaDay('h.ats[h.first_done]')} as done_day, p.unit_id as done_unit, p.role as done_role,
           h.reworks > 0 as reworked, coalesce(h.contested > h.first_done, false) as contested, c.rating,
           coalesce(h.moves[e.done] = 'settle', false) as self_handled,
           h.reworks = 0 and h.returns = 0 and c.reopens = 0 as first_time,
           case when e.ending = 'closed' then ${chinaDay('c.closed_at')} end as closed_day,
           case when e.ending = 'closed'
                then greatest(0, floor(extract(epoch from coalesce(h.ats[e.done], c.closed_at) - c.reported_at) / 60))::int
                else 0 end as handle_minutes
      from app.cases c
     cross join lateral (
       select min(s.seq) filter (where s.move in (${response}) and s.undone is not true) as responded,
              min(s.seq) filter (where s.move in ('escalate','remind')) as lapsed,
              min(s.seq) filter (where s.move in ('settle','handle','gather')) as first_done,
              max(s.seq) filter (where s.move in ('settle','handle','gather')) as last_done,
              coalesce(max(s.seq) filter (where s.move in ('rework','reopen','contest')), 0) as broken,
              coalesce(max(s.seq) filter (where s.move = 'uphold'), 0) as upheld,
              max(s.seq) filter (where s.move = 'contest') as contested,
              count(*) filter (where s.move = 'rework') as reworks,
              count(*) filter (where s.move in ('return','allowObjection')) as returns,
              max(s.seq) filter (where s.move in (${endings})) as last_ending,
              max(s.seq) filter (where s.move in ('ask','suspend','resume','wake','answer')
                                    or s.move = 'grantTime' and s.state in ('suspended','deferred')) as last_hold,
              array_agg(s.move order by s.seq) as moves, array_agg(s.at order by s.seq) as ats,
              array_agg(s.actor_post order by s.seq) as posts
         from (select k.seq, k.move, k.state, k.at, k.actor_post, lead(k.move) over (order by k.seq) = 'undo' as undone
                 from app.case_steps k where k.district_id = ${district} and k.case_id = c.id) s
     ) h
      left join app.posts p on p.district_id = ${district} and p.id = h.posts[h.first_done]
     cross join lateral (
       select case when h.last_done > h.broken or h.upheld > h.broken then h.last_done end as done,
              case when h.moves[h.last_ending] in ('reject','merge')
                   then h.moves[h.last_ending] || case h.moves[h.last_ending] when 'merge' then 'd' else 'ed' end
                   when h.moves[h.last_ending] in ('close','rate','uphold')
                   then case when h.first_done is null then 'rejected' else 'closed' end end as ending) e
     where c.district_id = ${district} ${among(ids)}`;
}

/** Each time a case was sent to a unit, and what came next: nothing of the kind, a return, another unit. */
export function dispatchFacts(district: number, ids: Which): RawBuilder<unknown> {
  return sql`
    select c.district_id, c.id as case_id, s.seq, c.area_path, c.category_code, c.source,
           (s.data ->> 'unitId')::uuid as unit_id, ${chinaDay('s.at')} as day,
           case when s.undone then 'undone' when s.next in ('return','allowObjection') then 'returned'
                when s.next = 'transfer' then 'transferred' else 'kept' end as outcome
      from app.cases c
     cross join lateral (
       select m.*, lead(m.move) over (order by m.seq) as next
         from (select k.seq, k.move, k.at, k.data, coalesce(lead(k.move) over (order by k.seq) = 'undo', false) as undone
                 from app.case_steps k where k.district_id = ${district} and k.case_id = c.id) m
        where m.move in ('dispatch','transfer','conclude','return','allowObjection')
     ) s
     where c.district_id = ${district} and s.move in ('dispatch','transfer','conclude') ${among(ids)}`;
}
