// The cases themselves, with the words by which they are found, as lines for COPY.
import { searchTokens } from '#kernel/chinese-words';
import type { CaseColumns, DemoCase } from '../history/world.ts';
import { linesOf, type Value } from './copy.ts';

const own = `district_id id no seq last_hash title body state origin_state handler_state level category_code
  category_name risk source area_id area_path area_name whistle_level address address_id lon lat accuracy place_source
  unit_id owner_post_id handled_by closed_by reported_by reported_at state_since due_at total_due_at near_at clock
  total_clock held overdue_since handled_at checked_at closed_at archived_at first_closed_at open me_too returns reopens reworks
  self_handled rating merged_into thumb_file_id`.split(/\s+/) as (keyof CaseColumns)[];
export const caseColumns = [...own, 'tokens'];

function caseRow({ row }: DemoCase): Value[] {
  const tokens = searchTokens([row.title, row.body, row.address, row.area_name].join(' '));
  // Only clocks that run are ever counted again.
  const kept = row.open ? row : { ...row, near_at: null, clock: null, total_clock: null };
  return [...own.map((column) => kept[column]), tokens];
}

export const caseLines = (cases: readonly DemoCase[]) => [...linesOf(cases.map(caseRow))];
