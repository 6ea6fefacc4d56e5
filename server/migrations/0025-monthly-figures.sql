-- A year cut by minor class is 30,000 daily sums of a large district, most of them on a page of their own; by month it is 1,000.
create table app.case_monthly (
  district_id integer not null,
  area_path text collate "C" not null,
  dim text not null check (dim in ('all', 'major', 'minor', 'source', 'unit', 'hour', 'role')),
  value text collate "C" not null,
  month date not null check (extract(day from month) = 1),
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
  primary key (district_id, area_path, dim, month, value)
);
comment on table app.case_monthly is 'The daily sums of whole months: what a figure over many months reads in place of their days.';
comment on column app.case_monthly.dim is 'As in case_daily.';
comment on column app.case_monthly.value is 'As in case_daily.';
comment on column app.case_monthly.month is 'Its first day.';

insert into app.case_monthly (district_id, area_path, dim, value, month,
  reported, valid, rejected, merged, self_handled, found, found_valid, found_self_handled, appeals, responded,
  response_pending, appeals_rejected, appeals_merged, due, on_time, due_closed, due_open_late, due_suspended,
  due_waiting, due_rejected, due_merged, done, done_void, reworked, contested, answered, solved, unanswered, rated,
  satisfied, unrated, closed, closed_first_time, handle_minutes, dispatched, accurate, returned, redirected,
  dispatch_undone)
select district_id, area_path, dim, value, date_trunc('month', day)::date,
  sum(reported), sum(valid), sum(rejected), sum(merged), sum(self_handled), sum(found), sum(found_valid),
  sum(found_self_handled), sum(appeals), sum(responded), sum(response_pending), sum(appeals_rejected),
  sum(appeals_merged), sum(due), sum(on_time), sum(due_closed), sum(due_open_late), sum(due_suspended),
  sum(due_waiting), sum(due_rejected), sum(due_merged), sum(done), sum(done_void), sum(reworked), sum(contested),
  sum(answered), sum(solved), sum(unanswered), sum(rated), sum(satisfied), sum(unrated), sum(closed),
  sum(closed_first_time), sum(handle_minutes), sum(dispatched), sum(accurate), sum(returned), sum(redirected),
  sum(dispatch_undone)
  from app.case_daily
 group by 1, 2, 3, 4, 5;

grant select on app.case_monthly to app_rw;
alter table app.case_monthly enable row level security;
create policy case_monthly_reach on app.case_monthly using (district_id = app.district() and app.in_reach(area_path, null, null));
