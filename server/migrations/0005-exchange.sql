-- Other systems that hand in reports and read them: their keys, the services offered to them, what came from them.

create table app.exchange_peers (
  district_id integer not null,
  id uuid not null,
  name text not null,
  key_hash bytea not null,
  key_hint text not null,
  may text[] not null check (may <@ array['report', 'read-all', 'update']),
  created_at timestamptz not null,
  created_by uuid,
  ended_at timestamptz,
  primary key (district_id, id)
);
comment on table app.exchange_peers is 'Systems of others that call us with a key. The key begins with the district, so that row security is entered before the key is looked for; only its hash is stored.';
comment on column app.exchange_peers.key_hash is 'SHA-256 of the key: 192 random-looking bits and more, so no salt is needed.';
comment on column app.exchange_peers.key_hint is 'Last four characters of the key, for telling keys apart.';
comment on column app.exchange_peers.may is 'report: hand in requests; read-all: read its own unmasked; update: report progress.';
comment on column app.exchange_peers.ended_at is 'From then on the key is refused; the row stays, because requests name their peer.';
create unique index exchange_peers_key on app.exchange_peers (district_id, key_hash);

create table app.exchange_services (
  district_id integer not null,
  code text not null,
  mode text not null check (mode in ('realtime', 'batch', 'blackbox')),
  attributes jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (district_id, code)
);
comment on table app.exchange_services is 'How a minor class of the catalogue is offered to other systems. Without a row: realtime, no attributes.';
comment on column app.exchange_services.code is 'Code in the catalogue in force; a row whose class is gone is left aside.';
comment on column app.exchange_services.attributes is 'Questions of the service, see Attribute in contract/open311.ts.';

create table app.exchange_requests (
  district_id integer not null,
  id uuid not null,
  peer_id uuid not null,
  service_code text not null,
  received_at timestamptz not null,
  resend_hash bytea not null,
  fields_hash bytea not null,
  description text not null,
  address text,
  media_url text,
  answers jsonb not null,
  payload bytea,
  no text,
  refused text,
  primary key (district_id, id),
  foreign key (district_id, peer_id) references app.exchange_peers (district_id, id)
);
comment on table app.exchange_requests is 'What other systems handed in, written before the case is filed: nothing that was answered is lost. The id is the case''s id.';
comment on column app.exchange_requests.resend_hash is 'SHA-256 of the peer with its Idempotency-Key, or with all fields: the same again is answered with the same request.';
comment on column app.exchange_requests.fields_hash is 'SHA-256 of all fields: one Idempotency-Key with other fields is refused.';
comment on column app.exchange_requests.description is 'The sender''s words, shown to the public with numbers masked; the case''s body has the answers too.';
comment on column app.exchange_requests.answers is '[{code, question, answer}] of the service''s attributes as they were asked then.';
comment on column app.exchange_requests.payload is 'The report, sealed, until it is filed: it may hold name and phone.';
comment on column app.exchange_requests.no is 'Number of the case once it is filed; service_request_id of Open311.';
comment on column app.exchange_requests.refused is 'Code of the refusal when it could not be filed after all; listed for the administrator.';
create index exchange_requests_resend on app.exchange_requests (district_id, resend_hash, received_at desc);
create index exchange_requests_refused on app.exchange_requests (district_id, received_at desc) where refused is not null;

-- Open311 asks for what changed since a moment: the present state was entered, or for what has ended, it was closed (archiving
-- later is no news). Without this index the whole district would be read. No coalesce: it is not leakproof, and under row security
-- the index would be walked from its end instead of entered at the moment asked for (2.4 s of a million cases).
create index cases_changed on app.cases (district_id, (case when open or closed_at is null then state_since else closed_at end) desc, id desc);

grant select, insert, update on app.exchange_peers, app.exchange_services, app.exchange_requests to app_rw;

do $$
declare t text;
begin
  foreach t in array array['exchange_peers','exchange_services','exchange_requests'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('create policy %I on app.%I using (district_id = app.district())', t || '_district', t);
  end loop;
end $$;
