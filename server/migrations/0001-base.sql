-- The base every table stands on: the door into a district, the tenants, the logins, commands and audit.
-- Rules (docs/decisions/0003-one-schema-for-one-machine-and-many.md): every tenant table carries district_id, its primary
-- key begins with it, row security is enabled (never forced), policies read settings only.

create function app.enter(d integer, areas text, units text, cases text) returns void
language plpgsql as $$
begin
  execute format('set local app.district = %L', d);
  execute format('set local app.areas = %L', areas);
  execute format('set local app.units = %L', units);
  execute format('set local app.cases = %L', cases);
end $$;
comment on function app.enter(integer, text, text, text) is
  'First statement of every transaction: the district, and which area path prefixes, units and cases row security lets through (comma-separated). A function with SET LOCAL, because set_config is not passed on to the workers of a Citus cluster.';

create function app.district() returns integer language sql stable parallel safe
  return nullif(current_setting('app.district', true), '')::integer;
comment on function app.district() is 'The district entered by app.enter; null outside, so that policies let nothing through.';

create function app.later(task text, payload json, run_at timestamptz, job_key text, max_attempts integer) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => run_at, job_key => job_key, max_attempts => max_attempts);
end $$;
comment on function app.later(text, json, timestamptz, text, integer) is 'Enqueues a job in the caller''s transaction; the application role itself has no right on the queue''s tables.';

create function app.forget_job(job_key text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.remove_job(job_key);
end $$;
comment on function app.forget_job(text) is 'Removes a job that has not started, in the caller''s transaction.';

create table app.districts (
  id integer primary key,
  name text not null,
  full_name text not null,
  division_code text not null,
  lon double precision not null,
  lat double precision not null,
  hotline text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);
comment on table app.districts is 'Tenants. Reference table: few rows, written rarely.';
comment on column app.districts.id is 'Leading digits of the division code: 410103 a district, 330109107 a town.';
comment on column app.districts.settings is 'Micro-grid code suffix length, base map, sampling share, retention: see contract/areas.ts District.';

create table app.logins (
  login text primary key,
  home_district integer not null,
  account_id uuid not null
);
comment on table app.logins is 'Which district and account a login belongs to. Reference table, because a login is unique over all districts.';

create table app.divisions (
  code text primary key check (code ~ '^[0-9]{12}$'),
  parent_code text,
  name text not null,
  level integer not null
);
comment on table app.divisions is 'National division codes (12 digits) as imported by `gezhi import divisions`. Reference table.';
create index divisions_parent on app.divisions (parent_code);

create table app.commands (
  district_id integer not null,
  id uuid not null,
  name text not null,
  actor text not null,
  body_hash text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (district_id, id)
);
comment on table app.commands is 'Commands already carried out, by the id the client made: a resend is answered with the first answer.';
comment on column app.commands.body_hash is 'SHA-256 of what was asked; the same id with another body is refused (command.reused).';

create table app.audit_log (
  district_id integer not null,
  id uuid not null,
  at timestamptz not null,
  account_id uuid,
  who text not null,
  action text not null,
  target text,
  purpose text,
  address text,
  outcome text not null check (outcome in ('done', 'refused')),
  detail text,
  primary key (district_id, id)
);
comment on table app.audit_log is 'Who looked at or changed what: sign-ins, unmaskings, exports, rights, refusals. Insert only.';
create index audit_log_at on app.audit_log (district_id, at desc, id desc);

create table app.live_events (
  id bigserial primary key,
  district integer not null,
  at timestamptz not null,
  case_id uuid not null,
  area_path text not null,
  unit_id uuid,
  payload jsonb not null
);
comment on table app.live_events is 'Changes for open screens; the row id is the event id. Local table (not distributed): written in the same transaction as the change, kept a day, read by every web process.';
create index live_events_at on app.live_events (at);

grant usage on schema app to app_rw;
grant execute on function app.enter(integer, text, text, text), app.district(), app.later(text, json, timestamptz, text, integer), app.forget_job(text) to app_rw;
grant select on app.districts, app.divisions to app_rw;
grant select, insert, delete on app.logins to app_rw;
grant select, insert on app.commands, app.audit_log to app_rw;
grant update (answer) on app.commands to app_rw;
grant select, insert on app.live_events to app_rw;
grant usage on sequence app.live_events_id_seq to app_rw;

alter table app.commands enable row level security;
create policy commands_district on app.commands using (district_id = app.district());
alter table app.audit_log enable row level security;
create policy audit_log_district on app.audit_log using (district_id = app.district());
