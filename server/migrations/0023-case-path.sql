-- What every move does, with less waiting and planning.

-- Not "for update": that waits for every transaction that refers to the case (figures being counted, messages being
-- written), and they for it. Nobody changes a case's key.
create or replace function app.lock_case(d integer, c uuid) returns void language plpgsql as $function$
begin
  perform 1 from app.cases k where k.district_id = d and k.id = c for no key update;
  perform app.open_case(d, c);
end $function$;

-- In plpgsql, which keeps its plan: a function in SQL is planned anew with each call, a millisecond of each move.
create or replace function app.contacts_to_tell(d integer, c uuid) returns setof uuid
 language plpgsql stable security definer set search_path to 'pg_catalog'
as $function$
begin
  return query
    select k.id from app.case_contacts k
     where d = app.district() and app.opened(c) and k.district_id = d and k.phone_cipher is not null
       and k.case_id = any (array(select c union all select m.id from app.cases m where m.district_id = d and m.merged_into = c))
     order by k.created_at, k.id;
end $function$;
