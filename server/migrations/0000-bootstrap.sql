-- Once per database, by an administrator (`gezhi` runs it itself when its URL may). Safe to repeat.
-- app_owner owns the tables and migrates; app_rw is the running application: not an owner, so row security binds it.
-- LOGIN for the owner: Citus connects between nodes as the tables' owner.
do $$ begin create role app_owner login; exception when duplicate_object or unique_violation then null; end $$;
do $$ begin create role app_rw login; exception when duplicate_object or unique_violation then null; end $$;

do $$ begin
  -- An administrator that is not a superuser must be a member to hand over the schema.
  if not (select rolsuper from pg_roles where rolname = current_user) and not pg_has_role(current_user, 'app_owner', 'usage') then
    execute format('grant app_owner to %I', current_user);
  end if;
  -- The settings of a transaction reach the workers of Citus only for the application's role (scale-out rule C2).
  if exists (select 1 from pg_extension where extname = 'citus') then
    alter role app_rw set citus.propagate_set_commands = 'local';
  end if;
  -- For the schema of the job queue.
  execute format('grant connect, create, temporary on database %I to app_owner', current_database());
  execute format('grant connect on database %I to app_rw', current_database());
end $$;

create extension if not exists pg_trgm with schema public;
create schema if not exists app authorization app_owner;
grant usage on schema app to app_rw;
grant usage on schema public to app_owner, app_rw;
