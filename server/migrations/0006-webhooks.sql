-- What is told to other systems (webhooks) and how they hand in cases (the signed door).

-- Which transaction wrote an event: rows become visible in another order than their ids, but never below the oldest
-- transaction that is still running. Filled by the default, so a step costs no statement more.
alter table app.live_events add column xid xid8 not null default pg_current_xact_id();
comment on column app.live_events.xid is 'The transaction that wrote the row. Whoever has read all below the oldest running transaction has missed nothing.';
create index live_events_xid on app.live_events (xid, id);

create table app.outbox_readers (
  name text primary key,
  xid xid8 not null
);
comment on table app.outbox_readers is 'How far each reader of live_events has come. Local table, beside live_events.';
comment on column app.outbox_readers.name is 'webhooks is the only one so far.';
comment on column app.outbox_readers.xid is 'Everything of transactions below is done. Rows at or above it are not deleted by the sweep.';
insert into app.outbox_readers (name, xid) values ('webhooks', pg_current_xact_id());

create function app.later_in_line(task text, payload json, run_at timestamptz, job_key text, line text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_job(task, payload, queue_name => line, run_at => run_at, job_key => job_key);
end $$;
comment on function app.later_in_line(text, json, timestamptz, text, text) is 'Like app.later, but jobs of one line run one after the other, whatever the number of workers.';
grant execute on function app.later_in_line(text, json, timestamptz, text, text) to app_rw;

create table app.webhooks (
  district_id integer not null,
  id uuid not null,
  name text not null,
  url text not null,
  secret_cipher bytea not null,
  area_id uuid,
  moves text[] not null default '{}',
  categories text[] not null default '{}',
  created_at timestamptz not null,
  created_by uuid,
  paused_at timestamptz,
  paused_why text check (paused_why in ('person', 'failures')),
  failures integer not null default 0,
  failing_since timestamptz,
  hold_until timestamptz,
  succeeded_at timestamptz,
  ended_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, area_id) references app.areas (district_id, id),
  check ((paused_at is null) = (paused_why is null))
);
comment on table app.webhooks is 'Addresses of other systems that are told every step of a case.';
comment on column app.webhooks.secret_cipher is 'The signing secret (whsec_…), sealed. Shown once, when the webhook is added.';
comment on column app.webhooks.area_id is 'Only cases in this subtree; null for the whole district.';
comment on column app.webhooks.moves is 'Only these moves; empty for all.';
comment on column app.webhooks.categories is 'Only these classes of the catalogue, a major class with all of its own; empty for all.';
comment on column app.webhooks.paused_at is 'Since then nothing is sent; what happens is kept and sent after it is resumed.';
comment on column app.webhooks.failures is 'Tries in a row that failed; a success sets it back.';
comment on column app.webhooks.hold_until is 'After a failure nothing at all is sent to this address for a while, so that a dead one costs one try a minute.';
comment on column app.webhooks.ended_at is 'Deleted: sends nothing more; the row stays while its deliveries are shown.';

create table app.webhook_deliveries (
  district_id integer not null,
  id uuid not null,
  webhook_id uuid not null,
  case_id uuid not null,
  case_no text not null,
  seq integer not null,
  move text not null,
  payload text not null,
  state text not null check (state in ('waiting', 'sent', 'stuck', 'dropped')),
  attempts integer not null default 0,
  next_at timestamptz not null,
  last_status integer,
  last_error text,
  last_answer text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (district_id, id),
  foreign key (district_id, webhook_id) references app.webhooks (district_id, id)
);
comment on table app.webhook_deliveries is 'One step told to one webhook. The id is the webhook-id header; kept 30 days.';
comment on column app.webhook_deliveries.payload is 'The body as it is sent, byte for byte the same in each try: ids, codes and states, no words of a resident.';
comment on column app.webhook_deliveries.next_at is 'When it may be tried next, while waiting.';
comment on column app.webhook_deliveries.last_answer is 'The first characters of what the other side answered last.';
create unique index webhook_deliveries_step on app.webhook_deliveries (district_id, webhook_id, case_id, seq);
create index webhook_deliveries_waiting on app.webhook_deliveries (district_id, webhook_id, next_at, id) where state = 'waiting';
create index webhook_deliveries_newest on app.webhook_deliveries (district_id, created_at desc, id desc);
create index webhook_deliveries_state on app.webhook_deliveries (district_id, state, created_at desc, id desc);

alter table app.exchange_peers
  add column area_id uuid,
  add column source text not null default 'platform' check (source in ('platform', 'hotline')),
  add foreign key (district_id, area_id) references app.areas (district_id, id);
comment on column app.exchange_peers.area_id is 'The peer files and reads only in this subtree; null for the whole district.';
comment on column app.exchange_peers.source is 'What its cases are counted as: another platform or the hotline.';

create table app.exchange_cases (
  district_id integer not null,
  peer_id uuid not null,
  sender_no text not null,
  case_id uuid not null,
  content_hash bytea not null,
  token_cipher bytea not null,
  created_at timestamptz not null,
  primary key (district_id, peer_id, sender_no),
  foreign key (district_id, peer_id) references app.exchange_peers (district_id, id)
);
comment on table app.exchange_cases is 'Cases that came through the signed door, by the number the sender gave them.';
comment on column app.exchange_cases.content_hash is 'SHA-256 of what was sent: the same number with another content is refused.';
comment on column app.exchange_cases.token_cipher is 'The tracking token, sealed: the peer follows the case as its reporter would.';
create unique index exchange_cases_case on app.exchange_cases (district_id, case_id);

create table app.exchange_nonces (
  district_id integer not null,
  peer_id uuid not null,
  nonce text not null,
  at timestamptz not null,
  primary key (district_id, peer_id, nonce),
  foreign key (district_id, peer_id) references app.exchange_peers (district_id, id)
);
comment on table app.exchange_nonces is 'Nonces of signed requests of the last quarter of an hour: a recorded request cannot be played again.';
create index exchange_nonces_at on app.exchange_nonces (district_id, peer_id, at);

grant select, insert, update on app.webhooks, app.exchange_cases to app_rw;
grant select, insert, update, delete on app.webhook_deliveries to app_rw;
grant select, insert, delete on app.exchange_nonces to app_rw;

do $$
declare t text;
begin
  foreach t in array array['webhooks','webhook_deliveries','exchange_cases','exchange_nonces'] loop
    execute format('alter table app.%I enable row level security', t);
    execute format('create policy %I on app.%I using (district_id = app.district())', t || '_district', t);
  end loop;
end $$;
