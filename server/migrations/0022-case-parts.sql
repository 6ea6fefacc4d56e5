-- The parts of handling that every flow can use: tasks given beside the accountable post, consultations, requests for more time.

create table app.case_tasks (
  district_id integer not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('co', 'team', 'report-in', 'opinion', 'supervise', 'circular')),
  state text not null check (state in ('given', 'taken', 'done', 'waived')),
  unit_id uuid,
  post_id uuid,
  team text,
  words text not null,
  given_at timestamptz not null,
  given_seq integer not null,
  given_post uuid,
  area_path text collate "C" not null,
  due_at timestamptz,
  overdue_at timestamptz,
  taken_at timestamptz,
  done_at timestamptz,
  answer text,
  whistle_score integer check (whistle_score between 1 and 5),
  response_score integer check (response_score between 1 and 5),
  primary key (district_id, id),
  foreign key (district_id, case_id) references app.cases (district_id, id),
  foreign key (district_id, unit_id) references app.units (district_id, id),
  foreign key (district_id, post_id) references app.posts (district_id, id),
  check ((unit_id is null) <> (post_id is null))
);
comment on table app.case_tasks is 'What is asked of a unit or post beside the one that is accountable: helping, reporting in, giving an opinion, answering a leader. Each with a clock of its own; what was done stands in case_steps too.';
comment on column app.case_tasks.given_seq is 'The step that gave it.';
comment on column app.case_tasks.given_post is 'The post that gave it: it is told what was reported.';
comment on column app.case_tasks.area_path is 'Where the case lay then: whose whistle it was, and who may read of it.';
comment on column app.case_tasks.overdue_at is 'When its clock ran out before it was done; for report-in, before it was taken.';
comment on column app.case_tasks.whistle_score is 'By the department, of the whistle: 1 to 5. Of units, never of people.';
comment on column app.case_tasks.response_score is 'By the post that whistled, of the department''s response: 1 to 5. Of units, never of people.';
create index case_tasks_case on app.case_tasks (district_id, case_id);
create index case_tasks_unit on app.case_tasks (district_id, unit_id, given_at) where unit_id is not null;
create index case_tasks_post on app.case_tasks (district_id, post_id, given_at) where post_id is not null;
create index case_tasks_open_unit on app.case_tasks (district_id, unit_id) where state in ('given', 'taken');
create index case_tasks_open_post on app.case_tasks (district_id, post_id) where state in ('given', 'taken');
create index case_tasks_whistles on app.case_tasks (district_id, given_at) where kind = 'report-in';

create table app.consultations (
  district_id integer not null,
  id uuid not null,
  case_id uuid not null,
  why text not null,
  called_by text not null,
  called_at timestamptz not null,
  due_at timestamptz not null,
  concluded_at timestamptz,
  outcome text check (outcome in ('concluded', 'adjourned')),
  conclusion text,
  minutes text,
  lead_unit_id uuid,
  helper_ids uuid[] not null default '{}',
  primary key (district_id, id),
  foreign key (district_id, case_id) references app.cases (district_id, id),
  foreign key (district_id, lead_unit_id) references app.units (district_id, id)
);
comment on table app.consultations is 'Consultations on hard cases: why, who called, what was concluded. The opinions are tasks of kind opinion.';
create index consultations_case on app.consultations (district_id, case_id);

create table app.case_requests (
  district_id integer not null,
  id uuid not null,
  case_id uuid not null,
  kind text not null check (kind in ('extend', 'suspend', 'defer')),
  days integer not null check (days between 1 and 180),
  reason text not null,
  asked_by text not null,
  asked_account uuid not null,
  asked_at timestamptz not null,
  state text not null check (state in ('asked', 'granted', 'refused', 'lapsed')),
  decided_by text,
  decided_at timestamptz,
  words text,
  effect jsonb,
  primary key (district_id, id),
  foreign key (district_id, case_id) references app.cases (district_id, id)
);
comment on table app.case_requests is 'Requests for more time and how they were decided. extend: working days added to both clocks; suspend and defer: both clocks stand still for so many days.';
comment on column app.case_requests.effect is 'Both clocks before and after the decision: {dueBefore, dueAfter, totalBefore, totalAfter}.';
create index case_requests_case on app.case_requests (district_id, case_id);

alter table app.cases add column helpers uuid[] not null default '{}';
comment on column app.cases.helpers is 'Units and posts that were given a task in it: they may read it.';
alter table app.cases add column object_until timestamptz;
comment on column app.cases.object_until is 'Until when the unit may object to the present dispatch; null when it may not, or has.';
alter table app.cases add column objections integer not null default 0;
alter table app.cases add column overdues integer not null default 0;
comment on column app.cases.overdues is 'Stages that ran late with those the case was sent to.';
alter table app.cases add column crossings text[] not null default '{}';
comment on column app.cases.crossings is 'What it crosses, as marked by the command room: district, department, level; or unclear, when nobody''s duty is.';
alter table app.cases add column consult_due text[] not null default '{}';
comment on column app.cases.consult_due is 'Why a consultation is due by rule; empty once one is called.';
alter table app.cases add column parent_id uuid;
comment on column app.cases.parent_id is 'The case that it is a part of.';
alter table app.cases add column archive_kind text check (archive_kind in ('normal', 'overdue', 'error', 'special'));
create index cases_parent on app.cases (district_id, parent_id) where parent_id is not null;

alter table app.live_events add column helpers uuid[] not null default '{}';

create function app.helps(helpers uuid[]) returns boolean language sql stable parallel safe
  return helpers && string_to_array(nullif(current_setting('app.units', true), ''), ',')::uuid[];
comment on function app.helps(uuid[]) is 'Is one of these units or posts among those entered by app.enter (the actor''s units and posts)?';

alter policy cases_reach on app.cases using (
  district_id = app.district() and (app.in_reach(area_path, unit_id, id) or (helpers <> '{}' and app.helps(helpers))));
alter policy cases_update on app.cases using (
  district_id = app.district() and (app.in_reach(area_path, unit_id, id) or (helpers <> '{}' and app.helps(helpers))));

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
         and (app.in_reach(k.area_path, k.unit_id, k.id) or (k.helpers <> '{}' and app.helps(k.helpers)))
       order by k.reported_at desc limit most - taken;
    get diagnostics n = row_count;
    taken := taken + n;
    until := since;
    -- As far back as the rest is likely to reach, at most eight times as far as before.
    span := span * least(8, greatest(1, 1.5 * (most - taken) / greatest(n, 1)));
  end loop;
end $function$;

grant execute on function app.helps(uuid[]) to app_rw;
grant select, insert, update on app.case_tasks, app.consultations, app.case_requests to app_rw;

alter table app.case_tasks enable row level security;
create policy case_tasks_reach on app.case_tasks using (
  district_id = app.district() and (app.in_reach(area_path, unit_id, case_id) or app.helps(array[unit_id, post_id])));
alter table app.consultations enable row level security;
create policy consultations_opened on app.consultations using (district_id = app.district() and app.opened(case_id));
alter table app.case_requests enable row level security;
create policy case_requests_opened on app.case_requests using (district_id = app.district() and app.opened(case_id));
