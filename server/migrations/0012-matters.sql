-- Item lists with versions, the codes of the national standards with the map to our classes, and what is admitted to the grids.

create table app.matter_versions (
  district_id integer not null,
  kind text not null check (kind in ('jointEnforcement', 'community', 'patrol', 'penalty', 'duty')),
  version integer not null check (version > 0),
  note text not null,
  origin text not null check (origin in ('standard', 'import', 'edit')),
  created_at timestamptz not null,
  created_by uuid,
  published_at timestamptz,
  published_by uuid,
  primary key (district_id, kind, version)
);
comment on table app.matter_versions is 'Versions of the item lists; the highest that is published is in force. One draft a list at most.';
comment on column app.matter_versions.note is 'What changed and why, written when it was published; empty while it is a draft.';
comment on column app.matter_versions.origin is 'How the draft began: our own standard list, an import, an edit.';
create unique index matter_versions_draft on app.matter_versions (district_id, kind) where published_at is null;

create table app.matters (
  district_id integer not null,
  kind text not null,
  version integer not null,
  code text not null,
  level text check (level in ('district', 'town', 'community', 'grid', 'microGrid')),
  class_name text not null,
  name text not null,
  unit_kind text not null check (unit_kind in ('department', 'special', 'town', 'community')),
  unit_name text not null,
  law text not null,
  article text not null,
  limit_amount integer check (limit_amount between 1 and 10000),
  limit_unit text check (limit_unit in ('urgentHour', 'workHour', 'workDay', 'naturalDay')),
  closing text not null,
  checklist text[] not null,
  category_codes text[] not null,
  published boolean not null default false,
  primary key (district_id, kind, version, code),
  foreign key (district_id, kind, version) references app.matter_versions (district_id, kind, version),
  check ((limit_amount is null) = (limit_unit is null)),
  check ((kind = 'duty') = (level is not null))
);
comment on table app.matters is 'Items of a version of a list: who acts, on what basis, within which limit, when it is closed.';
comment on column app.matters.code is 'Stays the same from version to version: differences are told by it.';
comment on column app.matters.level is 'Whose duty it is, in the list of duties only.';
comment on column app.matters.unit_name is 'By name: a unit renamed or dissolved never blocks a list, it only loses the link.';
comment on column app.matters.article is 'Empty where only the law is named.';
comment on column app.matters.checklist is 'Points in the order in which they are looked at.';
comment on column app.matters.published is 'Its version is in force or was: from then on the row cannot be written. Here too, for a policy may read no other table.';
comment on column app.matters.category_codes is 'Classes of our catalogue under which a case of this item is filed.';

create table app.standard_codes (
  district_id integer not null,
  standard text not null check (standard in ('GB/T 30428.2-2013', 'GB/T 47678.5-2026')),
  kind text not null check (kind in ('component', 'matter')),
  code text not null check (code ~ '^[0-9]{4,5}$'),
  major_name text not null,
  name text not null,
  extension boolean not null,
  added_at timestamptz not null,
  primary key (district_id, standard, kind, code)
);
comment on table app.standard_codes is 'Codes of both national standards as this district uses them: components and matters share numbers, so the kind is part of the key.';
comment on column app.standard_codes.code is 'Two digits of the major class and two (2013) or three (2026) of the minor.';
comment on column app.standard_codes.extension is 'Of this place, not of the standard: minor 080 to 999, given out downwards.';

create table app.category_standard_map (
  district_id integer not null,
  category_code text not null,
  standard text not null,
  kind text not null,
  code text not null,
  primary key (district_id, category_code, standard, kind, code),
  foreign key (district_id, standard, kind, code) references app.standard_codes (district_id, standard, kind, code)
);
comment on table app.category_standard_map is 'Which standard codes a class of our catalogue stands for; the first one a standard is written into exports.';

create table app.admissions (
  district_id integer not null,
  id uuid not null,
  category_code text not null,
  admitted boolean not null,
  accepted boolean not null,
  belongs_zh text not null,
  belongs_en text not null,
  unit_name text not null,
  phone text not null,
  decided_by text not null,
  document_no text not null,
  decided_on date not null,
  valid_from date not null,
  valid_to date,
  recorded_at timestamptz not null,
  recorded_by uuid,
  primary key (district_id, id),
  check (valid_to is null or valid_to >= valid_from),
  check (not admitted or accepted)
);
comment on table app.admissions is 'Decisions on which matters may enter the grids. Never changed: the last one recorded whose days cover today counts, and without one a matter is admitted.';
comment on column app.admissions.accepted is 'Not admitted, and yet a report is taken: after it was said where the matter belongs.';
comment on column app.admissions.belongs_zh is 'What a person is told: where the matter belongs. Empty where it is admitted.';
comment on column app.admissions.valid_to is 'The last day, in Shanghai; null until another decision.';
create index admissions_category on app.admissions (district_id, category_code, recorded_at desc);

grant select, insert on app.admissions to app_rw;
grant select, insert, update, delete on app.matter_versions, app.matters to app_rw;
grant select, insert on app.standard_codes to app_rw;
grant update (major_name, name) on app.standard_codes to app_rw;
grant select, insert, delete on app.category_standard_map to app_rw;

do $$
declare t text;
begin
  foreach t in array array['admissions','category_standard_map','standard_codes'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('create policy %I on app.%I using (district_id = app.district())', t || '_district', t);
  end loop;
end $$;

-- What was published stays as it is, for the application's own role too: only drafts can be written.
alter table app.matter_versions enable row level security;
create policy matter_versions_read on app.matter_versions for select using (district_id = app.district());
create policy matter_versions_add on app.matter_versions for insert
  with check (district_id = app.district() and published_at is null);
create policy matter_versions_publish on app.matter_versions for update
  using (district_id = app.district() and published_at is null) with check (district_id = app.district());
create policy matter_versions_discard on app.matter_versions for delete
  using (district_id = app.district() and published_at is null);

alter table app.matters enable row level security;
create policy matters_read on app.matters for select using (district_id = app.district());
create policy matters_add on app.matters for insert with check (district_id = app.district() and not published);
create policy matters_change on app.matters for update
  using (district_id = app.district() and not published) with check (district_id = app.district());
create policy matters_remove on app.matters for delete using (district_id = app.district() and not published);
