-- Working calendars, limits by class, condition and area class, and clocks that know what they count.

create table app.calendars (
  district_id integer not null,
  version integer not null,
  made_at timestamptz not null,
  by_account uuid,
  origin text not null check (origin in ('edit', 'import')),
  note text not null,
  document jsonb not null,
  primary key (district_id, version)
);
comment on table app.calendars is 'Working calendars of a district; the highest version is in force. Without any, the statutory one that comes with the program.';
comment on column app.calendars.document is 'Patterns of working hours, each with the day from which it holds, and the holidays and swapped working days by year (contract/deadlines.ts).';

create table app.limit_versions (
  district_id integer not null,
  version integer not null,
  made_at timestamptz not null,
  by_account uuid,
  primary key (district_id, version)
);
comment on table app.limit_versions is 'Versions of a district''s limit table; the highest is in force.';

create table app.filing_conditions (
  district_id integer not null,
  id uuid not null,
  version integer not null,
  category_code text not null,
  code text not null,
  zh text not null,
  en text not null,
  closing text not null,
  primary key (district_id, id),
  foreign key (district_id, version) references app.limit_versions (district_id, version)
);
comment on table app.filing_conditions is 'Filing conditions of a minor class: in which state a matter is filed, and what has to be so before it is closed.';
comment on column app.filing_conditions.closing is 'Closing condition, in words.';
create unique index filing_conditions_code on app.filing_conditions (district_id, version, category_code, code);

create table app.limit_rules (
  district_id integer not null,
  id uuid not null,
  version integer not null,
  category_code text not null,
  condition_code text,
  area_class text check (area_class in ('A', 'B', 'C')),
  amount integer not null check (amount between 1 and 10000),
  unit text not null check (unit in ('urgentHour', 'workHour', 'workDay', 'naturalDay')),
  primary key (district_id, id),
  foreign key (district_id, version) references app.limit_versions (district_id, version)
);
comment on table app.limit_rules is 'The limit of a minor class under a filing condition in an area class; what is empty holds for all. The catalogue''s own limit stands behind them.';
create unique index limit_rules_key on app.limit_rules (district_id, version, category_code, condition_code, area_class) nulls not distinct;

create table app.area_classes (
  district_id integer not null,
  area_id uuid not null,
  class text not null check (class in ('A', 'B', 'C')),
  set_at timestamptz not null,
  by_account uuid,
  primary key (district_id, area_id),
  foreign key (district_id, area_id) references app.areas (district_id, id)
);
comment on table app.area_classes is 'Management class of an area, inherited by all below it that have none of their own.';

create table app.replans (
  district_id integer not null,
  id uuid not null,
  made_at timestamptz not null,
  reason text not null,
  by_account uuid,
  cursor_id uuid,
  looked integer not null default 0,
  moved integer not null default 0,
  finished_at timestamptz,
  primary key (district_id, id)
);
comment on table app.replans is 'Runs over the open cases after a change of the calendar or the thresholds: where each stands.';
comment on column app.replans.cursor_id is 'The last case that was looked at; the run goes on behind it after a crash.';
create index replans_made on app.replans (district_id, made_at desc);

alter table app.cases add column condition_code text;
comment on column app.cases.condition_code is 'Filing condition of its class, where one was chosen.';
alter table app.cases add column near_at timestamptz;
comment on column app.cases.near_at is 'From when the running clock counts as near its end.';
alter table app.cases add column clock jsonb;
comment on column app.cases.clock is 'What due_at was counted from: {from, amount, unit}. Null where a date was given, and for cases older than the working calendar.';
alter table app.cases add column total_clock jsonb;
comment on column app.cases.total_clock is 'What total_due_at was counted from: {from, amount, unit}.';
alter table app.cases add column held jsonb;
comment on column app.cases.held is 'While the case waits: the rests of both clocks in their own units, {clock: {amount, unit}, total: {amount, unit}}.';

grant select, insert on app.calendars, app.limit_versions, app.filing_conditions, app.limit_rules to app_rw;
grant select, insert, update, delete on app.area_classes to app_rw;
grant select, insert, update on app.replans to app_rw;

do $$
declare t text;
begin
  foreach t in array array['calendars','limit_versions','filing_conditions','limit_rules','area_classes','replans'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('create policy %I on app.%I using (district_id = app.district())', t || '_district', t);
  end loop;
end $$;
