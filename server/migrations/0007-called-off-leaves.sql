-- A leave can be called off. The row stays: who was away when is part of why a case went where it went.
alter table app.leaves add column called_off_at timestamptz;
comment on column app.leaves.called_off_at is 'When it was called off: to_at is then the end it really had (one millisecond after from_at when it had not begun).';
