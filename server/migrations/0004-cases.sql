-- Cases, their appended history, and the contacts of those who reported.

create function app.in_reach(area_path text, unit_id uuid, case_id uuid) returns boolean language sql stable parallel safe
  return area_path ^@ any (string_to_array(nullif(current_setting('app.areas', true), ''), ','))
      or unit_id::text = any (string_to_array(nullif(current_setting('app.units', true), ''), ','))
      or case_id::text = any (string_to_array(nullif(current_setting('app.cases', true), ''), ','));
comment on function app.in_reach(text, uuid, uuid) is 'Does the scope entered by app.enter reach this case: by area path prefix, by unit, or by itself? Null (nothing entered) lets nothing through.';

create function app.opened(case_id uuid) returns boolean language sql stable parallel safe
  return case_id::text = any (string_to_array(nullif(current_setting('app.cases', true), ''), ','));
comment on function app.opened(uuid) is 'Was this case entered by its id, or opened by app.open_case, in this transaction? Steps, photos and contacts are let through only then.';

create function app.holds_key(key bytea) returns boolean language sql stable parallel safe
  return encode(key, 'hex') = any (string_to_array(nullif(current_setting('app.keys', true), ''), ','));
comment on function app.holds_key(bytea) is 'Was this token hash or phone index shown by app.hold_key in this transaction?';

create function app.hold_key(key text) returns void language plpgsql as $$
begin
  execute format('set local app.keys = %L', concat_ws(',', nullif(current_setting('app.keys', true), ''), key));
end $$;
comment on function app.hold_key(text) is 'Shows the hash of a tracking token or of a proved phone (hex), so that its contact rows become visible.';

create table app.case_numbers (
  district_id integer not null,
  day date not null,
  n integer not null,
  primary key (district_id, day)
);
comment on table app.case_numbers is 'Counter of case numbers per district and day.';

create table app.cases (
  district_id integer not null,
  id uuid not null,
  no text not null,
  seq integer not null,
  last_hash bytea not null,
  lifecycle integer not null default 1,
  title text not null,
  body text not null,
  tokens text not null,
  state text not null,
  origin_state text,
  handler_state text,
  level integer check (level between 1 and 4),
  category_code text,
  category_name text,
  risk text not null default 'medium',
  source text not null,
  area_id uuid not null,
  area_path text collate "C" not null,
  area_name text not null,
  whistle_level integer,
  address text,
  address_id uuid,
  lon double precision,
  lat double precision,
  accuracy real,
  place_source text,
  unit_id uuid,
  owner_post_id uuid,
  handled_by uuid,
  closed_by uuid,
  reported_by uuid,
  reported_at timestamptz not null,
  state_since timestamptz not null,
  due_at timestamptz,
  total_due_at timestamptz,
  clock_left_ms bigint,
  overdue_since timestamptz,
  handled_at timestamptz,
  checked_at timestamptz,
  closed_at timestamptz,
  archived_at timestamptz,
  first_closed_at timestamptz,
  open boolean not null,
  me_too integer not null default 0,
  returns integer not null default 0,
  reopens integer not null default 0,
  reworks integer not null default 0,
  self_handled boolean not null default false,
  rating text check (rating in ('satisfied', 'fair', 'dissatisfied')),
  merged_into uuid,
  thumb_file_id uuid,
  primary key (district_id, id),
  foreign key (district_id, area_id) references app.areas (district_id, id),
  foreign key (district_id, unit_id) references app.units (district_id, id),
  foreign key (district_id, owner_post_id) references app.posts (district_id, id),
  check (not open or owner_post_id is not null)
);
comment on table app.cases is 'The present values of each case for queries; the truth is case_steps, written in the same transaction by one function (record-step.ts).';
comment on column app.cases.seq is 'Number of the last step; a screen that has seen another number is refused (case.moved-on).';
comment on column app.cases.origin_state is 'State to return to from waiting, suspended, merged or undo.';
comment on column app.cases.handler_state is 'State of whoever handled it (onSite or handling): where rework leads.';
comment on column app.cases.whistle_level is 'Level of the area whose post has the whistle.';
comment on column app.cases.clock_left_ms is 'Rest of the state''s clock while waiting or suspended.';
comment on column app.cases.open is 'Has an owner and a clock: kind open or waiting. The check below is invariant I1 in the database.';
comment on column app.cases.tokens is 'Search words of title, body, address and number (server/kernel/chinese-words.ts), space-separated with one at each end.';
create unique index cases_no on app.cases (district_id, no);
create index cases_due on app.cases (district_id, due_at, id) where open;
create index cases_newest on app.cases (district_id, reported_at desc, id desc);
create index cases_state on app.cases (district_id, state, reported_at desc, id desc);
create index cases_area on app.cases (district_id, area_path, reported_at desc, id desc);
create index cases_area_open on app.cases (district_id, area_path) where open;
create index cases_unit on app.cases (district_id, unit_id, reported_at desc, id desc) where unit_id is not null;
create index cases_owner on app.cases (district_id, owner_post_id, due_at, id) where open;
create index cases_category on app.cases (district_id, category_code, reported_at desc, id desc);
create index cases_place on app.cases (district_id, lat, lon) where open;
create index cases_closed on app.cases (district_id, closed_at desc) where closed_at is not null;
create index cases_merged on app.cases (district_id, merged_into) where merged_into is not null;
create index cases_tokens on app.cases using gin (string_to_array(tokens, ' '));
create index cases_trigrams on app.cases using gin ((title || ' ' || body || ' ' || coalesce(address, '')) gin_trgm_ops);

create table app.case_steps (
  district_id integer not null,
  case_id uuid not null,
  seq integer not null,
  id uuid not null,
  at timestamptz not null,
  done_at timestamptz,
  move text not null,
  state text not null,
  actor_account uuid,
  actor_post uuid,
  actor_kind text not null check (actor_kind in ('resident', 'staff', 'system')),
  actor_name text not null,
  actor_title text,
  note text,
  internal boolean not null,
  lon double precision,
  lat double precision,
  accuracy real,
  photos jsonb not null default '[]',
  data jsonb not null default '{}',
  prev_hash bytea not null,
  hash bytea not null,
  primary key (district_id, case_id, seq),
  foreign key (district_id, case_id) references app.cases (district_id, id)
);
comment on table app.case_steps is 'The history of every case: appended, never changed. The application role has insert and select only.';
comment on column app.case_steps.photos is '[{id, kind, sha256}]: the hash of each picture is part of the step''s hash.';
comment on column app.case_steps.data is 'What the move carried: unit, area, target, until, rating, category, the owner post after it, the due time.';
comment on column app.case_steps.hash is 'SHA-256 over the previous hash and this step''s canonical JSON (server/modules/cases/chain.ts).';
create index case_steps_at on app.case_steps (district_id, at);

create table app.case_photos (
  district_id integer not null,
  case_id uuid not null,
  file_id uuid not null,
  seq integer not null,
  kind text not null check (kind in ('before', 'after', 'check', 'extra')),
  internal boolean not null default false,
  primary key (district_id, case_id, file_id),
  foreign key (district_id, case_id) references app.cases (district_id, id),
  foreign key (district_id, file_id) references app.files (district_id, id)
);
create index case_photos_file on app.case_photos (district_id, file_id);
comment on table app.case_photos is 'Which photos belong to which case and step.';

create table app.case_contacts (
  district_id integer not null,
  id uuid not null,
  case_id uuid not null,
  token_hash bytea not null,
  joined boolean not null,
  anonymous boolean not null,
  name_cipher bytea,
  phone_cipher bytea,
  phone_index bytea,
  locale text not null default 'zh-CN',
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, case_id) references app.cases (district_id, id)
);
comment on table app.case_contacts is 'Those who reported or joined a case. Name and phone are encrypted; whoever has the token follows the case.';
create unique index case_contacts_token on app.case_contacts (district_id, token_hash);
create index case_contacts_case on app.case_contacts (district_id, case_id);
create index case_contacts_phone on app.case_contacts (district_id, phone_index) where phone_index is not null;

create function app.open_case(d integer, c uuid) returns boolean language plpgsql as $$
begin
  perform 1 from app.cases k where k.district_id = d and k.id = c;
  if not found then return false; end if;
  execute format('set local app.cases = %L', concat_ws(',', nullif(current_setting('app.cases', true), ''), c::text));
  return true;
end $$;
comment on function app.open_case(integer, uuid) is 'Opens a case that row security lets the caller see; false when there is none. Its steps, photos and contacts become visible for this transaction, and the case stays so when a move takes it out of the caller''s reach.';

create function app.search_cases(d integer, words text[], fragment text, most integer) returns setof uuid
language plpgsql stable security definer set search_path = app, public, pg_catalog set plan_cache_mode = force_custom_plan as $$
begin
  return query
    select k.id from app.cases k
     where k.district_id = d and d = app.district()
       and (cardinality(words) = 0 or string_to_array(k.tokens, ' ') @> words)
       and (fragment = '' or (k.title || ' ' || k.body || ' ' || coalesce(k.address, '')) like '%' || fragment || '%')
       and app.in_reach(k.area_path, k.unit_id, k.id)
     order by k.reported_at desc limit most;
end $$;
comment on function app.search_cases(integer, text[], text, integer) is 'Text search with the owner''s rights and its own fence: under row security the operators of the text indexes (not leakproof) could not use them. Planned anew with the words in hand (in plpgsql, forced): a plan without them reads the whole district (210 ms instead of 3).';

grant execute on function app.in_reach(text, uuid, uuid), app.opened(uuid), app.holds_key(bytea), app.hold_key(text), app.open_case(integer, uuid), app.search_cases(integer, text[], text, integer) to app_rw;
grant select, insert, update on app.case_numbers, app.cases, app.case_contacts to app_rw;
grant select, insert on app.case_steps, app.case_photos to app_rw;

alter table app.case_numbers enable row level security;
create policy case_numbers_district on app.case_numbers using (district_id = app.district());
alter table app.cases enable row level security;
create policy cases_reach on app.cases for select using (district_id = app.district() and app.in_reach(area_path, unit_id, id));
create policy cases_insert on app.cases for insert with check (district_id = app.district());
create policy cases_update on app.cases for update using (district_id = app.district() and app.in_reach(area_path, unit_id, id)) with check (district_id = app.district());
alter table app.case_steps enable row level security;
create policy case_steps_opened on app.case_steps using (district_id = app.district() and app.opened(case_id));
alter table app.case_photos enable row level security;
create policy case_photos_opened on app.case_photos using (district_id = app.district() and app.opened(case_id));
alter table app.case_contacts enable row level security;
create policy case_contacts_opened on app.case_contacts using (
  district_id = app.district()
  and (app.opened(case_id) or app.holds_key(token_hash) or app.holds_key(phone_index)));
