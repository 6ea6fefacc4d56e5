-- Flows as versioned data, and by which flow each case goes.

create table app.flow_versions (
  district_id integer not null,
  code text not null check (code ~ '^[a-z][a-zA-Z0-9]{0,39}$' and code <> 'gezhi'),
  version integer not null check (version > 0),
  revision integer not null default 1,
  document json not null,
  note text not null,
  changed_at timestamptz not null,
  changed_by uuid,
  published_at timestamptz,
  published_by uuid,
  primary key (district_id, code, version)
);
comment on table app.flow_versions is 'Versions of the flows of a district (contract/flow-document.ts). One draft a flow at most; what was published is never changed, for cases end on the version they began with.';
comment on column app.flow_versions.code is 'The common flow, gezhi, comes with the program and has no row.';
comment on column app.flow_versions.document is 'As json, not jsonb: the order of states and actions is the author''s and is kept.';
comment on column app.flow_versions.revision is 'Counts the saves of a draft: who edits an older one is refused.';
comment on column app.flow_versions.note is 'What changed and why, written when it was published; empty while it is a draft.';
create unique index flow_versions_draft on app.flow_versions (district_id, code) where published_at is null;

create table app.flows (
  district_id integer not null,
  code text not null,
  in_force integer,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (district_id, code),
  foreign key (district_id, code, in_force) references app.flow_versions (district_id, code, version)
);
comment on table app.flows is 'Which version of each flow new cases take; the flow of cases that no rule gives another is named in the settings of the district.';
comment on column app.flows.in_force is 'Null once the flow is retired: running cases end on it, new ones do not take it.';

grant select, insert, update, delete on app.flow_versions to app_rw;
grant select, insert, update on app.flows to app_rw;

-- What was published stays as it is, for the application's own role too: only drafts can be written.
alter table app.flow_versions enable row level security;
create policy flow_versions_read on app.flow_versions for select using (district_id = app.district());
create policy flow_versions_add on app.flow_versions for insert
  with check (district_id = app.district() and published_at is null);
create policy flow_versions_change on app.flow_versions for update
  using (district_id = app.district() and published_at is null) with check (district_id = app.district());
create policy flow_versions_discard on app.flow_versions for delete
  using (district_id = app.district() and published_at is null);

alter table app.flows enable row level security;
create policy flows_district on app.flows using (district_id = app.district());

alter table app.cases add column flow_code text;
comment on column app.cases.flow_code is 'The flow it began with and ends on; null: the common flow, whose states are the engine''s own.';
alter table app.cases add column flow_version integer;
comment on column app.cases.flow_version is 'The version of the flow it began with.';
alter table app.cases add column flow_state text;
comment on column app.cases.flow_state is 'Its state in the words of its flow; state is the engine''s state that this counts as.';
alter table app.cases add column flow_origin text;
comment on column app.cases.flow_origin is 'As origin_state, in the words of the flow.';
alter table app.cases add column flow_handler text;
comment on column app.cases.flow_handler is 'As handler_state, in the words of the flow.';
alter table app.cases add constraint cases_flow_whole
  check ((flow_code is null) = (flow_version is null) and (flow_code is null) = (flow_state is null)) not valid;
alter table app.cases add constraint cases_flow foreign key (district_id, flow_code, flow_version)
  references app.flow_versions (district_id, code, version) not valid;
alter table app.cases validate constraint cases_flow_whole;
alter table app.cases validate constraint cases_flow;
