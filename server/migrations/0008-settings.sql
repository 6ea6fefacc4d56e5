-- A district's settings can be changed by its administrator, of the own district only.

grant update (settings) on app.districts to app_rw;
alter table app.districts enable row level security;
create policy districts_read on app.districts for select using (true);
create policy districts_settings on app.districts for update using (id = app.district()) with check (id = app.district());
