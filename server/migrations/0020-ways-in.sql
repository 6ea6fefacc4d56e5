-- Ways in: minutes of meetings as a ledger whose lines are followed up, and a worker's quick notes.

create table app.meetings (
  district_id integer not null,
  id uuid not null,
  area_id uuid not null,
  area_path text not null,
  title text not null,
  held_on date not null,
  body text not null,
  by_account uuid,
  created_at timestamptz not null,
  primary key (district_id, id)
);
comment on table app.meetings is 'Minutes of a meeting of an area; never changed: what follows is written down with its lines.';
comment on column app.meetings.area_path is 'Of the area when it was written down: decides who may read it.';
comment on column app.meetings.body is 'The minutes as they were typed or pasted.';
create index meetings_recent on app.meetings (district_id, held_on desc, id desc);

create table app.meeting_lines (
  district_id integer not null,
  id uuid not null,
  meeting_id uuid not null,
  area_path text not null,
  n integer not null,
  matter text not null,
  responsible text not null,
  post_id uuid,
  due_on date,
  state text not null check (state in ('open', 'filed', 'done', 'dropped')),
  case_id uuid,
  changed_at timestamptz not null,
  primary key (district_id, id),
  constraint meeting_lines_meeting foreign key (district_id, meeting_id) references app.meetings (district_id, id),
  constraint meeting_lines_post foreign key (district_id, post_id) references app.posts (district_id, id),
  constraint meeting_lines_case foreign key (district_id, case_id) references app.cases (district_id, id),
  constraint meeting_lines_filed check ((state = 'filed') = (case_id is not null))
);
comment on table app.meeting_lines is 'What a meeting decided, one matter a line: who, by when, and how it stands.';
comment on column app.meeting_lines.responsible is 'Who is to do it, in the minutes'' words; empty where the post says it.';
comment on column app.meeting_lines.post_id is 'The post that is to do it: its holders are reminded on the day after it is due.';
comment on column app.meeting_lines.case_id is 'The case that the line became: from then on the case says how it stands.';
create index meeting_lines_meeting on app.meeting_lines (district_id, meeting_id, n);
create index meeting_lines_due on app.meeting_lines (district_id, (coalesce(due_on, '9999-12-31'::date)), id);
create index meeting_lines_case on app.meeting_lines (district_id, case_id) where case_id is not null;

create table app.meeting_follow_ups (
  district_id integer not null,
  line_id uuid not null,
  seq integer not null,
  at timestamptz not null,
  by_account uuid,
  kind text not null check (kind in ('note', 'due', 'done', 'dropped', 'reopened', 'linked')),
  note text not null,
  due_on date,
  primary key (district_id, line_id, seq),
  constraint meeting_follow_ups_line foreign key (district_id, line_id) references app.meeting_lines (district_id, id)
);
comment on table app.meeting_follow_ups is 'What was written down of a line after the meeting; added to, never changed.';
comment on column app.meeting_follow_ups.due_on is 'Kind due: the new day.';

create table app.quick_notes (
  district_id integer not null,
  id uuid not null,
  account_id uuid not null,
  body_cipher bytea not null,
  noted_at timestamptz not null,
  changed_at timestamptz not null,
  lon double precision,
  lat double precision,
  case_id uuid,
  primary key (district_id, id),
  constraint quick_notes_account foreign key (district_id, account_id) references app.accounts (district_id, id),
  constraint quick_notes_case foreign key (district_id, case_id) references app.cases (district_id, id)
);
comment on table app.quick_notes is 'Quick notes of one account, read by nobody else; written on a phone first and brought here when there is a network.';
comment on column app.quick_notes.body_cipher is 'Sealed (AES-256-GCM): a note in a hurry may name people.';
comment on column app.quick_notes.changed_at is 'By the phone''s clock: of two versions of a note the later one stays.';
comment on column app.quick_notes.case_id is 'The case that the note became.';
create index quick_notes_own on app.quick_notes (district_id, account_id, noted_at desc, id desc);

grant select, insert on app.meetings, app.meeting_follow_ups to app_rw;
grant select, insert, update on app.meeting_lines to app_rw;
grant select, insert, update, delete on app.quick_notes to app_rw;

alter table app.meetings enable row level security;
create policy meetings_reach on app.meetings using (district_id = app.district() and app.in_reach(area_path, null, null));
alter table app.meeting_lines enable row level security;
create policy meeting_lines_reach on app.meeting_lines using (district_id = app.district() and app.in_reach(area_path, null, null));
alter table app.meeting_follow_ups enable row level security;
create policy meeting_follow_ups_district on app.meeting_follow_ups using (district_id = app.district());
alter table app.quick_notes enable row level security;
create policy quick_notes_district on app.quick_notes using (district_id = app.district());
