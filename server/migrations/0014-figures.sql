-- Figures: one row a case with what every figure needs of its history, one row a dispatch, and their daily sums.

create table app.case_facts (
  district_id integer not null,
  case_id uuid not null,
  area_path text collate "C" not null,
  category_code text,
  source text not null,
  unit_id uuid,
  reported_day date not null,
  reported_hour smallint not null,
  response text check (response in ('inTime', 'late')),
  ending text check (ending in ('closed', 'rejected', 'merged')),
  hold text check (hold in ('waiting', 'suspended')),
  due_day date,
  on_time boolean not null,
  done_day date,
  done_unit uuid,
  done_role text,
  reworked boolean not null,
  contested boolean not null,
  rating text,
  self_handled boolean not null,
  first_time boolean not null,
  closed_day date,
  handle_minutes integer not null,
  primary key (district_id, case_id),
  foreign key (district_id, case_id) references app.cases (district_id, id)
);
comment on table app.case_facts is 'What every figure needs of a case, read from its moves (server/modules/figures/facts.ts). Derived: figures rebuild makes it anew.';
comment on column app.case_facts.response is 'Was it taken up before its first clock ran out? Null while neither has happened.';
comment on column app.case_facts.ending is 'Null while open.';
comment on column app.case_facts.hold is 'Why its clock stands still now.';
comment on column app.case_facts.due_day is 'The day in China on which the total limit ends.';
comment on column app.case_facts.on_time is 'Done by the total limit, and neither sent back for rework nor contested (unless upheld) since.';
comment on column app.case_facts.done_day is 'The day it was first declared done (settle or handle), with the unit and role of whoever did so: the first closer.';
comment on column app.case_facts.handle_minutes is 'From the report to the last time it was done; 0 while not closed.';
create index case_facts_area on app.case_facts (district_id, area_path);
create index case_facts_reported on app.case_facts (district_id, reported_day);
create index case_facts_due on app.case_facts (district_id, due_day) where due_day is not null;
create index case_facts_done on app.case_facts (district_id, done_day) where done_day is not null;
create index case_facts_closed on app.case_facts (district_id, closed_day) where closed_day is not null;

create table app.dispatch_facts (
  district_id integer not null,
  case_id uuid not null,
  seq integer not null,
  area_path text collate "C" not null,
  category_code text,
  source text not null,
  unit_id uuid,
  day date not null,
  outcome text not null check (outcome in ('kept', 'returned', 'transferred', 'undone')),
  primary key (district_id, case_id, seq),
  foreign key (district_id, case_id) references app.cases (district_id, id)
);
comment on table app.dispatch_facts is 'One row a dispatch or transfer, with the unit it went to and what came of it.';
create index dispatch_facts_area on app.dispatch_facts (district_id, area_path);
create index dispatch_facts_day on app.dispatch_facts (district_id, day);

create table app.case_daily (
  district_id integer not null,
  area_path text collate "C" not null,
  dim text not null check (dim in ('all', 'major', 'minor', 'source', 'unit', 'hour', 'role')),
  value text collate "C" not null,
  day date not null,
  reported integer not null default 0,
  valid integer not null default 0,
  rejected integer not null default 0,
  merged integer not null default 0,
  self_handled integer not null default 0,
  found integer not null default 0,
  found_valid integer not null default 0,
  found_self_handled integer not null default 0,
  appeals integer not null default 0,
  responded integer not null default 0,
  response_pending integer not null default 0,
  appeals_rejected integer not null default 0,
  appeals_merged integer not null default 0,
  due integer not null default 0,
  on_time integer not null default 0,
  due_closed integer not null default 0,
  due_open_late integer not null default 0,
  due_suspended integer not null default 0,
  due_waiting integer not null default 0,
  due_rejected integer not null default 0,
  due_merged integer not null default 0,
  done integer not null default 0,
  done_void integer not null default 0,
  reworked integer not null default 0,
  contested integer not null default 0,
  answered integer not null default 0,
  solved integer not null default 0,
  unanswered integer not null default 0,
  rated integer not null default 0,
  satisfied integer not null default 0,
  unrated integer not null default 0,
  closed integer not null default 0,
  closed_first_time integer not null default 0,
  handle_minutes bigint not null default 0,
  dispatched integer not null default 0,
  accurate integer not null default 0,
  returned integer not null default 0,
  redirected integer not null default 0,
  dispatch_undone integer not null default 0,
  primary key (district_id, area_path, dim, day, value)
);
comment on table app.case_daily is 'Daily sums of the facts for the two upper levels of areas cut by one dimension, and for the third level uncut. Whole numbers only, so sums add. Below them the facts themselves are few enough.';
comment on column app.case_daily.dim is 'By what the sums are cut; all: not at all.';
comment on column app.case_daily.value is 'Code, id or hour; empty where a case has none.';

create table app.figure_counts (
  district_id integer not null,
  counted_at timestamptz not null,
  primary key (district_id)
);
comment on table app.figure_counts is 'When the follower last took up changes of a district.';

insert into app.outbox_readers (name, xid) values ('figures', pg_current_xact_id());
comment on column app.outbox_readers.name is 'webhooks and figures.';

grant select on app.case_facts, app.dispatch_facts, app.case_daily, app.figure_counts to app_rw;

alter table app.case_facts enable row level security;
create policy case_facts_reach on app.case_facts using (district_id = app.district() and app.in_reach(area_path, null, null));
alter table app.dispatch_facts enable row level security;
create policy dispatch_facts_reach on app.dispatch_facts using (district_id = app.district() and app.in_reach(area_path, null, null));
alter table app.case_daily enable row level security;
create policy case_daily_reach on app.case_daily using (district_id = app.district() and app.in_reach(area_path, null, null));
alter table app.figure_counts enable row level security;
create policy figure_counts_district on app.figure_counts using (district_id = app.district());
