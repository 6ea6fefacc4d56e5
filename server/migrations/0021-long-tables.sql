-- Commands are kept half a year (kernel/sweep.ts): found by time in a table that is written in the order of time.
create index commands_at on app.commands using brin (at);

-- What waits to be sent is found by when it is due (messages/claim-messages.ts).
create index messages_due on app.messages (district_id, next_at) where next_at is not null;

-- Text search goes back in time piece by piece: a word that is in every twentieth case of a million need not be read to its
-- first use. The words of one text go together, so more rows match than the planner believes: random_page_cost keeps it from
-- fetching all of them.
create or replace function app.search_cases(d integer, words text[], fragment text, most integer)
 returns setof uuid language plpgsql stable security definer
 set search_path to 'app', 'public', 'pg_catalog' set plan_cache_mode to 'force_custom_plan' set random_page_cost to '16'
as $function$
declare
  until timestamptz := 'infinity';
  since timestamptz;
  oldest timestamptz;
  span interval := '7 days';
  taken integer := 0;
  n integer;
begin
  if d is distinct from app.district() then return; end if;
  select min(k.reported_at), max(k.reported_at) into oldest, since from app.cases k where k.district_id = d;
  while until > oldest and taken < most loop
    since := since - span;
    return query
      select k.id from app.cases k
       where k.district_id = d and k.reported_at >= since and k.reported_at < until
         and (cardinality(words) = 0 or string_to_array(k.tokens, ' ') @> words)
         and (fragment = '' or (k.title || ' ' || k.body || ' ' || coalesce(k.address, '')) like '%' || fragment || '%')
         and app.in_reach(k.area_path, k.unit_id, k.id)
       order by k.reported_at desc limit most - taken;
    get diagnostics n = row_count;
    taken := taken + n;
    until := since;
    -- As far back as the rest is likely to reach, at most eight times as far as before.
    span := span * least(8, greatest(1, 1.5 * (most - taken) / greatest(n, 1)));
  end loop;
end $function$;
