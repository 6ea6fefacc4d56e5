import type pg from 'pg';

/** What the catalog says against the rules of "one schema for one machine and many" (S1 to S5), one line each. */
export async function lintCatalog(
  client: pg.ClientBase,
  reference: readonly string[],
  local: readonly string[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const question of [
    CLASSES,
    PRIMARY_KEYS,
    UNIQUE,
    FOREIGN_KEYS,
    TRIGGERS,
    SERIALS,
    ROW_SECURITY,
    POLICIES,
    OWNERS,
    COMMENTS,
  ]) {
    const { rows } = await client.query<{ fault: string }>(`${TABLES} ${question}`, [reference, local]);
    faults.push(...rows.map(({ fault }) => fault));
  }
  return faults;
}

const TABLES = `
  with t as (
    select c.oid, c.relname::text as name, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
           case when c.relname = any($1::text[]) then 'reference' when c.relname = any($2::text[]) then 'local' else 'tenant' end as class,
           (select attnum from pg_attribute a where a.attrelid = c.oid and a.attname = 'district_id' and not a.attisdropped) as district
      from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition)`;

const CLASSES = `
  select format('%s is neither listed in table-classes.ts nor carries district_id', name) as fault from t where class = 'tenant' and district is null
  union all select format('%s is listed as %s but carries district_id', name, class) from t where class <> 'tenant' and district is not null
  union all select format('table-classes.ts lists %s, which does not exist', listed) from unnest($1::text[] || $2::text[]) listed
             where not exists (select from t where t.name = listed)`;

const PRIMARY_KEYS = `
  select format('%s: district_id must be integer not null', name) as fault from t join pg_attribute a on a.attrelid = t.oid and a.attnum = t.district
   where not a.attnotnull or a.atttypid <> 'integer'::regtype
  union all select format('%s has no primary key that begins with district_id', name) from t
   where class = 'tenant' and not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p' and k.conkey[1] = t.district)
  union all select format('%s has no primary key', name) from t
   where class <> 'tenant' and not exists (select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p')`;

const UNIQUE = `
  select format('%s: %s is unique without district_id', name, i.indexrelid::regclass) as fault from t join pg_index i on i.indrelid = t.oid
   where class = 'tenant' and (i.indisunique or i.indisexclusion) and not t.district = any(i.indkey::int2[])`;

const FOREIGN_KEYS = `
  select format('%s.%s: %s', t.name, k.conname, case
           when t.class = 'tenant' and o.class = 'tenant' then 'must pair district_id with district_id'
           when o.class = 'tenant' then 'points from a ' || t.class || ' table to a tenant''s'
           else 'points to a local table' end) as fault
    from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f' join t o on o.oid = k.confrelid
   where (t.class = 'tenant' and o.class = 'tenant' and not exists (
            select from generate_subscripts(k.conkey, 1) n where k.conkey[n] = t.district and k.confkey[n] = o.district))
      or (o.class = 'tenant' and t.class <> 'tenant') or (o.class = 'local' and t.class <> 'local')
  union all
  select format('%s.%s: SET NULL, SET DEFAULT and ON UPDATE actions are refused', t.name, k.conname)
    from t join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
   where t.class = 'tenant' and (k.confdeltype in ('n', 'd') or k.confupdtype in ('c', 'n', 'd'))`;

const TRIGGERS = `
  select format('%s has a trigger, %s; write it in the command', name, g.tgname) as fault from t join pg_trigger g on g.tgrelid = t.oid where not g.tgisinternal`;

const SERIALS = `
  select format('%s.%s is an identity column', name, a.attname) as fault from t join pg_attribute a on a.attrelid = t.oid and a.attidentity <> ''
  union all select format('%s.%s takes its default from a sequence', name, a.attname)
    from t join pg_attrdef d on d.adrelid = t.oid join pg_attribute a on a.attrelid = t.oid and a.attnum = d.adnum
   where class <> 'local' and pg_get_expr(d.adbin, d.adrelid) like 'nextval(%'`;

const ROW_SECURITY = `
  select format('%s has no row security', name) as fault from t where class = 'tenant' and not relrowsecurity
  union all select format('%s forces row security: an online move of its shards would hang', name) from t where relforcerowsecurity
  union all select format('%s has row security but no policy', name) from t
   where class = 'tenant' and relrowsecurity and not exists (select from pg_policy p where p.polrelid = t.oid)
  union all select format('%s.%s does not begin with the district', name, p.polname) from t join pg_policy p on p.polrelid = t.oid
   where class = 'tenant' and coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) not like '%district_id = app.district()%'`;

/** A policy reads settings only: a query in it, or in a function it calls, is refused on the workers. */
const POLICIES = `
  select format('%s.%s holds a query', name, p.polname) as fault from t join pg_policy p on p.polrelid = t.oid
   where concat(p.polqual, p.polwithcheck) like '%SUBLINK%'
  union all select distinct format('%s.%s calls %s, which reads tables', name, p.polname, f.oid::regprocedure)
    from t join pg_policy p on p.polrelid = t.oid
    join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_proc'::regclass
    join pg_proc f on f.oid = d.refobjid and f.pronamespace = 'app'::regnamespace
   where pg_get_functiondef(f.oid) ~* ('\\m(from|join)\\s+(app\\.)?(' || (select string_agg(name, '|') from t) || ')\\M')`;

const OWNERS = `
  select format('%s belongs to %s, not to app_owner', name, pg_get_userbyid(relowner)) as fault from t where relowner <> 'app_owner'::regrole
  union all select format('the role app_rw could pass row security') from pg_roles
   where rolname = 'app_rw' and (rolsuper or rolbypassrls or pg_has_role('app_rw', 'app_owner', 'usage'))`;

const COMMENTS = `select format('%s has no comment', name) as fault from t where obj_description(oid, 'pg_class') is null`;
