-- The net and the people who hold posts in it.

create table app.area_levels (
  district_id integer not null,
  level integer not null,
  zh text not null,
  en text not null,
  leaf boolean not null,
  primary key (district_id, level)
);
comment on table app.area_levels is 'Names of the levels of a district''s tree, 0 = the root. The five places'' own names come from here.';

create table app.areas (
  district_id integer not null,
  id uuid not null,
  parent_id uuid,
  level integer not null,
  code text not null,
  name text not null,
  kind text not null check (kind in ('residential', 'dedicated')),
  path text collate "C" not null,
  households integer not null default 0,
  lon double precision,
  lat double precision,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (district_id, id),
  foreign key (district_id, parent_id) references app.areas (district_id, id)
);
comment on table app.areas is 'The tree of areas as it is now; what it was stands in area_versions.';
comment on column app.areas.path is 'Codes from the root, each ended by a slash: 410103/410103001000/…/. A subtree is a prefix; cases and policies carry it.';
comment on column app.areas.valid_to is 'Set when the area was dissolved; null while it is in force.';
create unique index areas_code on app.areas (district_id, code) where valid_to is null;
create index areas_parent on app.areas (district_id, parent_id, code);
create index areas_path on app.areas (district_id, path);

create table app.area_versions (
  district_id integer not null,
  id uuid not null,
  area_id uuid not null,
  valid_from timestamptz not null,
  valid_to timestamptz,
  name text not null,
  parent_id uuid,
  kind text not null,
  households integer not null,
  outline jsonb,
  source_system text not null,
  by_account uuid,
  primary key (district_id, id),
  foreign key (district_id, area_id) references app.areas (district_id, id)
);
comment on table app.area_versions is 'Every version of an area: name, parent, kind, households and outline from a day on.';
comment on column app.area_versions.outline is 'GeoJSON MultiPolygon coordinates in CGCS2000/WGS-84 degrees, 6 decimals.';
comment on column app.area_versions.source_system is 'The coordinate system the outline came in: wgs84, cgcs2000, gcj02 or bd09.';
create index area_versions_area on app.area_versions (district_id, area_id, valid_from desc);
create unique index area_versions_current on app.area_versions (district_id, area_id) where valid_to is null;

create table app.map_lines (
  district_id integer not null,
  id uuid not null,
  kind text not null check (kind in ('water', 'road')),
  name text not null,
  width double precision not null,
  line jsonb not null,
  primary key (district_id, id)
);
comment on table app.map_lines is 'Rivers and main roads drawn on our own map, so that it needs no outside tiles.';

create table app.addresses (
  district_id integer not null,
  id uuid not null,
  text text not null,
  tokens text not null,
  area_id uuid not null,
  lon double precision,
  lat double precision,
  households integer not null default 0,
  assigned_reason text,
  primary key (district_id, id),
  foreign key (district_id, area_id) references app.areas (district_id, id)
);
comment on table app.addresses is 'Buildings and doors with the micro-grid they belong to: the address decides first, the polygon second.';
comment on column app.addresses.tokens is 'Search words written by the application (server/kernel/chinese-words.ts).';
comment on column app.addresses.assigned_reason is 'Why the micro-grid differs from geometry (kinship and choice); null where geometry decides.';
create index addresses_area on app.addresses (district_id, area_id, text);
create index addresses_text on app.addresses using gin (text gin_trgm_ops);
create index addresses_near on app.addresses (district_id, lat, lon);

create table app.units (
  district_id integer not null,
  id uuid not null,
  name text not null,
  kind text not null,
  phone text,
  ended_at timestamptz,
  primary key (district_id, id)
);
comment on table app.units is 'Departments and units that cases are dispatched to, and the command rooms.';
create unique index units_name on app.units (district_id, name) where ended_at is null;

create table app.accounts (
  district_id integer not null,
  id uuid not null,
  login text not null,
  name text not null,
  password_hash text not null,
  phone_cipher bytea,
  phone_index bytea,
  phone_tail text,
  email_cipher bytea,
  locale text not null default 'zh-CN',
  large_type boolean not null default false,
  failed_tries integer not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  last_seen_at timestamptz,
  created_at timestamptz not null,
  primary key (district_id, id)
);
comment on table app.accounts is 'People who work here. The name is public by office (notice board); the own phone and e-mail are encrypted.';
comment on column app.accounts.phone_index is 'HMAC of the phone: found by equality, never readable.';
comment on column app.accounts.phone_tail is 'Last four digits, for finding a colleague.';
create unique index accounts_login on app.accounts (district_id, login);
create index accounts_name on app.accounts (district_id, name, id);
create index accounts_phone on app.accounts (district_id, phone_index);

create table app.sessions (
  district_id integer not null,
  id uuid not null,
  account_id uuid not null,
  secret_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_seen_at timestamptz not null,
  address text,
  agent text,
  primary key (district_id, id),
  foreign key (district_id, account_id) references app.accounts (district_id, id)
);
comment on table app.sessions is 'Signed-in devices. The cookie holds district, id and secret; only the secret''s hash is stored.';
create index sessions_account on app.sessions (district_id, account_id);

create table app.posts (
  district_id integer not null,
  id uuid not null,
  role text not null,
  title text not null,
  area_id uuid,
  unit_id uuid,
  phone text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, area_id) references app.areas (district_id, id),
  foreign key (district_id, unit_id) references app.units (district_id, id)
);
comment on table app.posts is 'Role × area or unit. The accountable person of a case follows the post, not the person.';
comment on column app.posts.phone is 'Phone of the post as on the public notice board.';
create index posts_area on app.posts (district_id, area_id, role) where ended_at is null;
create index posts_unit on app.posts (district_id, unit_id) where ended_at is null;

create table app.post_holders (
  district_id integer not null,
  id uuid not null,
  post_id uuid not null,
  account_id uuid not null,
  kind text not null check (kind in ('holder', 'deputy')),
  from_at timestamptz not null,
  to_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, post_id) references app.posts (district_id, id),
  foreign key (district_id, account_id) references app.accounts (district_id, id),
  check (to_at is null or to_at > from_at)
);
comment on table app.post_holders is 'Who holds a post, from when to when, as holder or deputy. Ended, never deleted.';
create index post_holders_post on app.post_holders (district_id, post_id);
create index post_holders_account on app.post_holders (district_id, account_id);

create table app.leaves (
  district_id integer not null,
  id uuid not null,
  account_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  reason text not null,
  primary key (district_id, id),
  foreign key (district_id, account_id) references app.accounts (district_id, id),
  check (to_at > from_at)
);
comment on table app.leaves is 'Absences: meanwhile a deputy stands in, then the post above.';
create index leaves_account on app.leaves (district_id, account_id, from_at);

grant select on app.area_levels, app.map_lines to app_rw;
grant select, insert, update on app.areas, app.area_versions, app.addresses, app.units, app.accounts, app.posts, app.post_holders, app.leaves to app_rw;
grant select, insert, update, delete on app.sessions to app_rw;

do $$
declare t text;
begin
  foreach t in array array['area_levels','areas','area_versions','map_lines','addresses','units','accounts','sessions','posts','post_holders','leaves'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('create policy %I on app.%I using (district_id = app.district())', t || '_district', t);
  end loop;
end $$;
