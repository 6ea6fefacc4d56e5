-- Reports are filed in batches: what is read before and written after stands in one statement each (server/modules/cases/intake.ts).

create function app.later_all(jobs json) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform graphile_worker.add_jobs(array(select s from json_populate_recordset(null::graphile_worker.job_spec, jobs) as s));
end $$;
comment on function app.later_all(json) is 'Enqueues many jobs at once in the caller''s transaction: [{identifier, payload, run_at, job_key, max_attempts}].';

create function app.case_number(head text, n integer) returns text language sql immutable parallel safe as $$
  select head || '-' || lpad(n::text, greatest(4, length(n::text)), '0')
$$;
comment on function app.case_number(text, integer) is 'EQ-261121-0086 from the letters with the day and the day''s counter, as server/modules/cases/case-number.ts writes it.';

grant execute on function app.later_all(json), app.case_number(text, integer) to app_rw;
