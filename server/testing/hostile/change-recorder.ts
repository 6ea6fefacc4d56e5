import type pg from 'pg';
import { afterAll } from 'vitest';
import { connect } from '#kernel/bootstrap';

/**
 * Tables whose rows a refused request may write, and why: whoever was refused is on record, a nonce once shown is used up,
 * a guess at a code is counted.
 */
const mayChange = ['audit_log', 'exchange_nonces', 'phone_codes', 'migrations'];
/** The same for columns: when somebody was last here, and how often a password was guessed. */
const mayDiffer = ['last_seen_at', 'failed_tries', 'locked_until'];

/**
 * Notes every row that is written in the whole schema and in the queue of jobs, by triggers: what a rolled back transaction
 * wrote is not there, so what is left was changed. Exact, and costs one question a request instead of a sum over all tables.
 */
export async function recordChanges(superUrl: string): Promise<() => Promise<string[]>> {
  const client = await connect(superUrl);
  afterAll(() => client.end());
  await client.query(noting);
  for (const { schema, name } of await tablesOf(client)) {
    await client.query(
      `create trigger noted after insert or update or delete on ${schema}.${name} for each row execute function probe.note()`,
    );
  }
  let last = '0';
  return async () => {
    const { rows } = await client.query<{ id: string; what: string }>({
      name: 'changes',
      text: 'select c.id::text, c.what from probe.changes c where c.id > $1::bigint order by c.id',
      values: [last],
    });
    last = rows.at(-1)?.id ?? last;
    return [...new Set(rows.map(({ what }) => what))];
  };
}

async function tablesOf(client: pg.ClientBase) {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and (n.nspname = 'app' or (n.nspname = 'graphile_worker' and c.relname = '_private_jobs'))
        and c.relname <> all ($1)`,
    [mayChange],
  );
  return rows;
}

const noting = `
  create schema probe;
  create table probe.changes (id bigserial primary key, what text not null);
  create function probe.note() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
  begin
    if tg_op = 'UPDATE' and to_jsonb(old) - array[${mayDiffer.map((name) => `'${name}'`).join(', ')}]
                          = to_jsonb(new) - array[${mayDiffer.map((name) => `'${name}'`).join(', ')}] then
      return null;
    end if;
    insert into probe.changes (what) values (lower(tg_op) || ' ' || tg_table_name);
    return null;
  end $$;
  grant usage on schema probe to public;
  grant execute on function probe.note() to public`;
