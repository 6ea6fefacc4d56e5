-- What a case can be, its photos, and what is sent out about it.

create table app.catalogue_versions (
  district_id integer not null,
  version integer not null,
  imported_at timestamptz not null,
  by_account uuid,
  origin text not null,
  primary key (district_id, version)
);
comment on table app.catalogue_versions is 'Versions of a district''s catalogue; the highest is in force. A case keeps the category code and name it began with.';

create table app.categories (
  district_id integer not null,
  id uuid not null,
  version integer not null,
  code text not null,
  parent_code text,
  name text not null,
  name_en text not null,
  description text not null,
  keywords text[] not null,
  examples text[] not null,
  limit_amount integer,
  limit_unit text check (limit_unit in ('urgentHour', 'workHour', 'workDay', 'naturalDay')),
  unit_name text,
  risk text not null check (risk in ('low', 'medium', 'high')),
  level integer check (level between 1 and 4),
  self_handle boolean not null,
  standard_ref text,
  primary key (district_id, id),
  foreign key (district_id, version) references app.catalogue_versions (district_id, version)
);
comment on table app.categories is 'Major (2 digits) and minor (5 digits) classes with default limit and default unit.';
comment on column app.categories.unit_name is 'Default unit by name: a unit renamed or dissolved never blocks a case, it only loses the suggestion.';
comment on column app.categories.self_handle is 'May the micro-grid worker settle it on the spot?';
create unique index categories_code on app.categories (district_id, version, code);

create table app.files (
  district_id integer not null,
  id uuid not null,
  sha256 bytea not null,
  mime text not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  taken_at timestamptz,
  created_at timestamptz not null,
  uploader text not null,
  primary key (district_id, id)
);
comment on table app.files is 'Photos. The re-encoded picture and its thumbnail lie in the file store under the id; the original is kept apart and never served.';
comment on column app.files.sha256 is 'Of the re-encoded picture; part of the hashed step, so a swapped picture is found.';

create table app.messages (
  district_id integer not null,
  id uuid not null,
  channel text not null check (channel in ('app', 'email', 'sms', 'wecom')),
  account_id uuid,
  contact_id uuid,
  template text not null,
  params jsonb not null,
  case_id uuid,
  area_path text collate "C" not null,
  state text not null check (state in ('queued', 'sent', 'failed', 'stuck', 'cancelled')),
  attempts integer not null default 0,
  next_at timestamptz,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  read_at timestamptz,
  primary key (district_id, id)
);
comment on table app.messages is 'Everything sent out is a row with attempts; stuck ones are shown to a person.';
comment on column app.messages.params is 'Values for the template; no phone, no name of a resident.';
create index messages_account on app.messages (district_id, account_id, created_at desc, id desc) where channel = 'app';
create index messages_state on app.messages (district_id, state, created_at desc, id desc);

create table app.phone_codes (
  district_id integer not null,
  id uuid not null,
  phone_index bytea not null,
  code_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries integer not null default 0,
  used_at timestamptz,
  primary key (district_id, id)
);
comment on table app.phone_codes is 'One-time codes that prove a phone; at most five tries, ten minutes.';
create index phone_codes_phone on app.phone_codes (district_id, phone_index, created_at desc);

create table app.saved_filters (
  district_id integer not null,
  id uuid not null,
  account_id uuid not null,
  name text not null,
  query jsonb not null,
  created_at timestamptz not null,
  primary key (district_id, id),
  foreign key (district_id, account_id) references app.accounts (district_id, id)
);
comment on table app.saved_filters is 'Filters of the desk''s list that a person saved.';
create index saved_filters_account on app.saved_filters (district_id, account_id);

grant select, insert on app.catalogue_versions, app.categories, app.files to app_rw;
grant select, insert, update on app.messages, app.phone_codes to app_rw;
grant select, insert, update, delete on app.saved_filters to app_rw;

do $$
declare t text;
begin
  foreach t in array array['catalogue_versions','categories','files','messages','phone_codes','saved_filters'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('create policy %I on app.%I using (district_id = app.district())', t || '_district', t);
  end loop;
end $$;
