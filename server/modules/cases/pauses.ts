import { type RawBuilder, sql } from 'kysely';
import { stateNames, states } from '#contract/lifecycle';

/** A time in which the case waited and its total clock stood still; `to` is null while it still does. */
export interface Pause {
  from: Date;
  to: Date | null;
}

/** The same as the database gives it in a list. */
export interface PauseRow {
  from: string;
  to: string | null;
}

const waiting = stateNames.filter((name) => states[name].kind === 'waiting');

/** The query of the pauses of the opened case `c`, by its steps, oldest first. */
export function pausesOf(district: number): RawBuilder<unknown> {
  return sql`
    select w.at as "from", w.next as "to"
      from (select s.seq, s.at, s.state, lead(s.at) over (order by s.seq) as next
              from app.case_steps s where s.district_id = ${district} and s.case_id = c.id) as w
     where w.state = any(${waiting}::text[])
     order by w.seq`;
}

export const toPause = ({ from, to }: PauseRow): Pause => ({
  from: new Date(from),
  to: to === null ? null : new Date(to),
});
