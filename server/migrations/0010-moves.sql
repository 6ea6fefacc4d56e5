-- A move is two round trips: one locks the case and reads all that the move depends on, the other writes, commits and reads the answer
-- (server/modules/cases/read-move-facts.ts, write-move.ts).

create function app.lock_case(d integer, c uuid) returns void language plpgsql as $$
begin
  perform 1 from app.cases k where k.district_id = d and k.id = c for update;
  perform app.open_case(d, c);
end $$;
comment on function app.lock_case(integer, uuid) is 'Locks a case that row security lets the caller see and opens its history. A statement of its own: what is read behind it, in the same packet, sees what the holder of the lock before had written.';

create function app.contacts_to_tell(d integer, c uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog as $$
  select k.id from app.case_contacts k
   where d = app.district() and app.opened(c) and k.district_id = d and k.phone_cipher is not null
     and k.case_id = any (array(select c union all select m.id from app.cases m where m.district_id = d and m.merged_into = c))
   order by k.created_at, k.id
$$;
comment on function app.contacts_to_tell(integer, uuid) is 'The contacts with a phone of an opened case and of those merged into it: ids only, also where a merged case lies outside of the caller''s reach.';

grant execute on function app.lock_case(integer, uuid), app.contacts_to_tell(integer, uuid) to app_rw;
