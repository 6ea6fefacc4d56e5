-- Routing: ordered rules that say by what flow, to which unit, in what time and at which level a new case goes.

create table app.routing_sets (
  district_id integer not null,
  version integer not null,
  rules jsonb not null,
  note text not null,
  published_at timestamptz not null,
  by_account uuid,
  primary key (district_id, version)
);
comment on table app.routing_sets is 'Published rule sets of a district, never changed; the highest version is in force. Without any, the catalogue alone decides.';
comment on column app.routing_sets.rules is '{rules, last} as contract/routing.ts has it; order is precedence, the last rule takes what no other takes.';

create table app.routing_drafts (
  district_id integer not null,
  revision integer not null,
  based_on integer not null,
  rules jsonb not null,
  changed_at timestamptz not null,
  by_account uuid,
  primary key (district_id)
);
comment on table app.routing_drafts is 'The one rule set of a district that is being worked on; gone when published or discarded.';
comment on column app.routing_drafts.revision is 'Counts the savings: who saves on an older one is refused.';
comment on column app.routing_drafts.based_on is 'Version in force when the draft was begun; 0 = none.';

create table app.routing_alarms (
  district_id integer not null,
  id uuid not null,
  version integer not null,
  rule_id uuid,
  rule_name text not null,
  reason text not null check (reason in ('unit-ended', 'unit-empty', 'flow-retired', 'area-ended', 'category-gone')),
  subject text not null,
  day date not null,
  case_id uuid,
  times integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (district_id, id)
);
comment on table app.routing_alarms is 'Rules that could not run when a case came: one row a rule, reason and day in Shanghai. The case went on to the next rule.';
comment on column app.routing_alarms.rule_id is 'Null: the last rule.';
comment on column app.routing_alarms.subject is 'Id or code of the unit, flow, area or class that is no longer there.';
comment on column app.routing_alarms.case_id is 'The case that met it last; null where the set was found broken without one.';
create unique index routing_alarms_day on app.routing_alarms (district_id, rule_id, reason, day) nulls not distinct;
create index routing_alarms_recent on app.routing_alarms (district_id, first_at desc, id desc);
create index routing_alarms_open on app.routing_alarms (district_id) where settled_at is null;

alter table app.cases add column routing_version integer;
comment on column app.cases.routing_version is 'Version of the rule set that decided at filing; null where none was in force.';
alter table app.cases add column routing_rule_id uuid;
comment on column app.cases.routing_rule_id is 'The rule that decided; null with a version: the last rule.';
alter table app.cases add column suggested_unit_id uuid;
comment on column app.cases.suggested_unit_id is 'Unit that the rule names: offered first when the case is dispatched.';
alter table app.cases add constraint cases_suggested_unit foreign key (district_id, suggested_unit_id) references app.units (district_id, id);
alter table app.cases add column routed_limit jsonb;
comment on column app.cases.routed_limit is 'Total limit that the rule gave, {amount, unit}, in place of the catalogue''s.';

grant select, insert on app.routing_sets to app_rw;
grant select, insert, update, delete on app.routing_drafts to app_rw;
grant select, insert, update on app.routing_alarms to app_rw;

do $$
declare t text;
begin
  foreach t in array array['routing_sets','routing_drafts','routing_alarms'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('create policy %I on app.%I using (district_id = app.district())', t || '_district', t);
  end loop;
end $$;
